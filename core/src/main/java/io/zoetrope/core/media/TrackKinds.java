package io.zoetrope.core.media;

/** Which kinds of tracks a source has, whether or not frames of them have come. */
public record TrackKinds(boolean video, boolean audio) {}
