@NullMarked
package io.zoetrope.app.http;

import org.jspecify.annotations.NullMarked;
