@NullMarked
package io.zoetrope.app.presence;

import org.jspecify.annotations.NullMarked;
