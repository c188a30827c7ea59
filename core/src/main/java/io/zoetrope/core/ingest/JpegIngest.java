package io.zoetrope.core.ingest;

import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.FrameBuilder;
import io.zoetrope.core.media.FrameFactory;
import io.zoetrope.core.media.Jpeg;
import io.zoetrope.picture.HuffmanTables;
import io.zoetrope.picture.JpegInspection;
import io.zoetrope.picture.JpegInspector;
import io.zoetrope.picture.JpegScanner;

/**
 * Turns JPEGs from a device into frames that every browser shows, or says what is wrong with them.
 */
public final class JpegIngest {

  /** More than any camera makes; a browser would need a gigabyte to show a few of them. */
  public static final int MAX_PIXELS = 64_000_000;

  private static final int END_OF_IMAGE = 0xFFD9;

  private JpegIngest() {}

  /**
   * Makes a frame that is captured now. Any thread.
   *
   * @param jpeg stays the caller's; it is copied
   * @return a frame whose one reference is the caller's to release
   * @throws BrokenPictureException when it is not a whole JPEG
   */
  public static Frame frameOf(byte[] jpeg, FrameFactory frames) throws BrokenPictureException {
    try (FrameBuilder builder = frames.begin(jpeg.length)) {
      builder.buffer().writeBytes(jpeg);
      return finish(builder);
    }
  }

  /**
   * Completes the picture in the builder: whatever follows it is cut off, and what cameras leave
   * out is put in: standard tables, the end marker. The one reference of the frame is the caller's.
   *
   * @throws BrokenPictureException when it is not a whole JPEG; the builder stays the caller's to
   *     close
   */
  public static Frame finish(FrameBuilder builder) throws BrokenPictureException {
    return finish(builder, new JpegScanner());
  }

  /**
   * As the other, for whoever has looked for the end of the picture already.
   *
   * @param scanned has gone over the bytes in the builder, from after the start-of-image marker on
   */
  public static Frame finish(FrameBuilder builder, JpegScanner scanned)
      throws BrokenPictureException {
    return switch (JpegInspector.inspect(builder.data().nioBuffer(), scanned)) {
      case JpegInspection.Broken broken -> throw new BrokenPictureException(broken.reason());
      case JpegInspection.Picture picture when isTooLarge(picture.width(), picture.height()) ->
          throw new BrokenPictureException(tooLarge(picture.width(), picture.height()));
      case JpegInspection.Picture picture -> {
        builder.truncate(picture.length());
        if (!picture.hasEnd()) {
          builder.buffer().writeShort(END_OF_IMAGE);
        }
        if (!picture.hasHuffmanTables()) {
          builder.insert(picture.scanOffset(), HuffmanTables.segment());
        }
        yield builder.finish(new Jpeg(picture.shownWidth(), picture.shownHeight()));
      }
    };
  }

  /**
   * Refuses a picture that {@link #finish} would not take.
   *
   * @throws IllegalArgumentException if it has more than {@link #MAX_PIXELS}
   */
  public static void checkSize(int width, int height) {
    if (isTooLarge(width, height)) {
      throw new IllegalArgumentException(tooLarge(width, height));
    }
  }

  private static boolean isTooLarge(int width, int height) {
    return (long) width * height > MAX_PIXELS;
  }

  private static String tooLarge(int width, int height) {
    return "%dx%d pixels; up to 64 million are taken".formatted(width, height);
  }
}
