/** Video whose pictures build on each other, with sound, to viewers of which some are slow. */
@NullMarked
package io.zoetrope.benchmarks.video;

import org.jspecify.annotations.NullMarked;
