@NullMarked
package io.zoetrope.app.data;

import org.jspecify.annotations.NullMarked;
