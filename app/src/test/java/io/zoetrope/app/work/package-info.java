@NullMarked
package io.zoetrope.app.work;

import org.jspecify.annotations.NullMarked;
