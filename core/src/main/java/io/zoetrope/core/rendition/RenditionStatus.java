package io.zoetrope.core.rendition;

import io.zoetrope.core.media.VideoFormat;
import java.util.Optional;

/**
 * How an open rendition is doing at one moment.
 *
 * @param from what the camera sends, as far as that is known
 * @param to what is made of it, once there is a picture
 * @param framesShown to all its viewers so far
 * @param framesDropped for viewers that were not ready for them
 */
public record RenditionStatus(
    RenditionKey key,
    Optional<VideoFormat> from,
    Optional<VideoFormat> to,
    int viewers,
    long framesShown,
    long framesDropped,
    Optional<RenditionFault> fault) {}
