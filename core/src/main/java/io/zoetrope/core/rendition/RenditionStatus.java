package io.zoetrope.core.rendition;

import java.util.Optional;

/**
 * How an open rendition is doing at one moment.
 *
 * @param framesShown to all its viewers so far
 * @param framesDropped for viewers that were not ready for them
 */
public record RenditionStatus(
    RenditionKey key,
    int viewers,
    long framesShown,
    long framesDropped,
    Optional<RenditionFault> fault) {}
