package io.zoetrope.embed;

import io.zoetrope.core.ingest.JpegIngest;
import io.zoetrope.core.media.FrameFactory;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.picture.JpegInspection;
import io.zoetrope.picture.JpegInspector;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A camera whose pictures come when the program has them. Any thread may call it; nothing here
 * waits for viewers.
 *
 * <p>The newest picture is kept, so that later viewers see it at once; it is shown again every
 * second for as long as there is no newer one. Of pictures that come faster than they can be sent
 * each viewer is shown the newest. Before the first picture viewers wait.
 */
public final class FrameInput {
  private final ImageEncoder encoder = new ImageEncoder(); // guarded by itself
  private final Set<PushedFrames> open = new HashSet<>(); // guarded by this
  private byte @Nullable [] newest; // guarded by this

  /** An input without a picture. */
  public FrameInput() {}

  /**
   * Shows an image. It is encoded here and now, on the calling thread, watched or not; it stays the
   * caller's, who may draw on it again at once.
   *
   * @param image of any kind and size, up to 8192 pixels wide and high and 64 million in all;
   *     transparency becomes black
   * @throws IllegalArgumentException if it is larger
   */
  public void show(BufferedImage image) {
    byte[] jpeg;
    synchronized (encoder) {
      jpeg = encoder.encode(image);
    }
    replace(jpeg);
  }

  /**
   * Shows a picture.
   *
   * @param jpeg a whole JPEG file; it is copied
   * @throws IllegalArgumentException if it is not one, or has more than 64 million pixels; the
   *     message says what is wrong with it
   */
  public void show(byte[] jpeg) {
    switch (JpegInspector.inspect(ByteBuffer.wrap(jpeg))) {
      case JpegInspection.Broken broken ->
          throw new IllegalArgumentException(
              "This is not a JPEG that can be shown: " + broken.reason());
      case JpegInspection.Picture picture ->
          JpegIngest.checkSize(picture.width(), picture.height());
    }
    replace(jpeg.clone());
  }

  /**
   * Whether the camera is open, that is, somebody watches or has a moment ago. A program that asks
   * can spare the work for pictures that nobody sees.
   */
  public synchronized boolean watched() {
    return !open.isEmpty();
  }

  synchronized FrameSource open(FrameFactory frames) {
    PushedFrames opened = new PushedFrames(newest, frames, this::closed);
    open.add(opened);
    return opened;
  }

  private synchronized void closed(PushedFrames gone) {
    open.remove(gone);
  }

  private synchronized void replace(byte[] jpeg) {
    newest = jpeg;
    open.forEach(source -> source.show(jpeg));
  }
}
