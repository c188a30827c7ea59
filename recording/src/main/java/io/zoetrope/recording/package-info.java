/** What a camera server is asked for as background work: snapshots, clips, time-lapses. */
@NullMarked
package io.zoetrope.recording;

import org.jspecify.annotations.NullMarked;
