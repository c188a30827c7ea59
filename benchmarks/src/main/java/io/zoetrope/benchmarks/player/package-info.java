/** How late pictures are in a page: a camera that shows its own clock, and a browser. */
@NullMarked
package io.zoetrope.benchmarks.player;

import org.jspecify.annotations.NullMarked;
