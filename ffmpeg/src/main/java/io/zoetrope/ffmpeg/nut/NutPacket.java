package io.zoetrope.ffmpeg.nut;

import io.zoetrope.core.media.ParameterSet;
import java.util.Optional;

/**
 * What comes before a packet's data.
 *
 * @param presentationNanos on the time line of the container
 * @param keyFrame whether it can be decoded without those before it
 * @param sizeBytes of the data
 * @param newSetup replaces the stream's {@link NutStream#setup()} from here on
 */
public record NutPacket(
    NutStream stream,
    long presentationNanos,
    boolean keyFrame,
    int sizeBytes,
    Optional<ParameterSet> newSetup) {}
