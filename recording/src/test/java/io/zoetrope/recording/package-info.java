@NullMarked
package io.zoetrope.recording;

import org.jspecify.annotations.NullMarked;
