package io.zoetrope.embed;

import io.zoetrope.core.ingest.JpegIngest;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.FrameFactory;
import java.awt.image.BufferedImage;
import java.io.IOException;

/**
 * Makes frames of images, for an {@link CustomSource} that draws its pictures. For one thread at a
 * time.
 */
public final class ImageFrames {
  private final ImageEncoder encoder = new ImageEncoder();
  private final FrameFactory frames;

  /** Makes frames with this camera's factory. */
  public ImageFrames(FrameFactory frames) {
    this.frames = frames;
  }

  /**
   * A frame that is captured now.
   *
   * @param image of any kind, up to 8192 pixels wide and high and 64 million in all; stays the
   *     caller's; transparency becomes black
   * @return a frame whose one reference is the caller's to release
   * @throws IllegalArgumentException if it is larger
   */
  public Frame frameOf(BufferedImage image) throws IOException {
    return JpegIngest.frameOf(encoder.encode(image), frames);
  }
}
