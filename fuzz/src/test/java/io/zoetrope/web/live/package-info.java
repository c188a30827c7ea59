@NullMarked
package io.zoetrope.web.live;

import org.jspecify.annotations.NullMarked;
