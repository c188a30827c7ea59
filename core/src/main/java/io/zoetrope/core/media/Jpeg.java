package io.zoetrope.core.media;

/** One whole JPEG file per frame (ITU-T T.81). */
public record Jpeg(int width, int height) implements VideoFormat {}
