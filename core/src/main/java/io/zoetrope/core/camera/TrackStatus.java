package io.zoetrope.core.camera;

import io.zoetrope.core.media.Track;
import java.time.Duration;
import java.util.Optional;

/**
 * What one track of a camera carries, as measured over the last seconds.
 *
 * @param framesPerSecond 0 until it is known, as is the bit rate
 * @param keyFrameInterval from the key frame before the last to the last; empty if each frame
 *     stands alone, or there was but one
 */
public record TrackStatus(
    Track track, double framesPerSecond, long bitsPerSecond, Optional<Duration> keyFrameInterval) {}
