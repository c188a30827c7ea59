@NullMarked
package io.zoetrope.app.worker;

import org.jspecify.annotations.NullMarked;
