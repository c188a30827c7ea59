package io.zoetrope.ffmpeg.pictures;

import io.netty.buffer.ByteBuf;
import io.zoetrope.core.ingest.BrokenPictureException;
import io.zoetrope.core.ingest.JpegIngest;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.FrameBuilder;
import io.zoetrope.core.media.FrameFactory;
import io.zoetrope.picture.JpegScanner;
import java.io.EOFException;
import java.io.IOException;

/**
 * Finds where each JPEG in a stream of bytes begins and ends, and reads it. Used by one thread.
 *
 * <p>A picture ends at its end marker; one that has none ends where its part does, or the stream,
 * or where the next begins. What follows it in its part is not a picture, whatever it looks like:
 * in a multipart stream pictures begin behind a part's header only. No boundary is ever looked for,
 * and none can be missed.
 */
final class PictureReader {
  private static final int MAX_PICTURE_BYTES = PictureStream.MAX_PICTURE_MEGABYTES << 20;

  /** How much may come before the first picture, headers included, before this is not a series. */
  private static final int MAX_GAP_BYTES = 1 << 20;

  /** A claimed length is believed so far: the rest is allocated as it comes. */
  private static final int MAX_TRUSTED_BYTES = 1 << 20;

  private static final int MAX_HEADER_BYTES = 512;

  private final BufferedBytes in;
  private final FrameFactory frames;
  private PartHeader header = new PartHeader();
  private final JpegScanner scanner = new JpegScanner();
  private boolean inParts;
  private boolean lengthsLie;
  private boolean pictureBegun;

  PictureReader(BufferedBytes in, FrameFactory frames) {
    this.in = in;
    this.frames = frames;
  }

  boolean areParts() {
    return inParts;
  }

  /** Blocks for the next picture, the caller's to release; after a broken one it may be whole. */
  Frame read(int usualBytes, boolean inSeries) throws IOException {
    if (!pictureBegun) {
      seekPicture(inSeries);
      inParts = header.isComplete();
    }
    pictureBegun = false;
    int length = lengthsLie ? PartHeader.UNKNOWN : header.pictureBytes();
    boolean known = length > 2 && length <= MAX_PICTURE_BYTES;
    int expected =
        known
            ? Math.min(length, MAX_TRUSTED_BYTES)
            : Math.min(usualBytes + usualBytes / 4, MAX_PICTURE_BYTES);
    try (FrameBuilder builder = frames.begin(expected)) {
      builder.buffer().writeShort(0xFFD8);
      scanner.restart();
      return known ? readMeasured(builder, length) : readByMarkers(builder);
    }
  }

  private void seekPicture(boolean inSeries) throws IOException {
    header = new PartHeader();
    int previous = -1;
    int most = inSeries ? MAX_PICTURE_BYTES : MAX_GAP_BYTES;
    for (int gap = 0; gap < most; gap++) {
      int octet = in.next();
      if (octet < 0) {
        throw new EOFException(
            inSeries ? "the stream has ended" : "it ended without a single JPEG picture");
      }
      boolean marker = previous == 0xFF && octet == 0xD8 && in.peek() == 0xFF;
      if (marker && (!inParts || header.isComplete())) {
        return;
      }
      header.append(octet);
      previous = octet;
    }
    throw new IOException("what it sends is not a series of JPEG pictures");
  }

  /** A length that is too large does no harm: the end marker comes before. */
  private Frame readMeasured(FrameBuilder builder, int length) throws IOException {
    if (scanTo(builder, length) && !scanner.isWhole() && !scanner.isBroken()) {
      try {
        return JpegIngest.finish(builder, scanner);
      } catch (BrokenPictureException e) {
        Frame frame = readByMarkers(builder);
        lengthsLie = true; // The picture went on.
        return frame;
      }
    }
    return readByMarkers(builder);
  }

  private Frame readByMarkers(FrameBuilder builder) throws IOException {
    boolean more = scanTo(builder, MAX_PICTURE_BYTES);
    if (scanner.sawSecondPicture()) {
      builder.truncate(builder.data().readableBytes() - 2);
      pictureBegun = cutHeader(builder, 0xFF) || !inParts;
    } else if (scanner.isBroken()) {
      throw new BrokenPictureException("damaged: a segment has no length");
    } else if (!scanner.isWhole() && more) {
      throw new IOException(
          "it sends a picture of more than %d MB".formatted(PictureStream.MAX_PICTURE_MEGABYTES));
    } else if (!more) {
      return atEnd(builder);
    }
    return JpegIngest.finish(builder, scanner);
  }

  private Frame atEnd(FrameBuilder builder) throws IOException {
    boolean _ = cutHeader(builder, '\n');
    try {
      return JpegIngest.finish(builder, scanner);
    } catch (BrokenPictureException e) {
      EOFException end = new EOFException("the stream ended within a picture");
      end.initCause(e);
      throw end;
    }
  }

  /** Goes on until the picture has ended or has so many bytes; false at the end of the stream. */
  private boolean scanTo(FrameBuilder builder, int length) throws IOException {
    ByteBuf buffer = builder.buffer();
    int missing = length - builder.data().readableBytes();
    while (missing > 0 && !scanner.isWhole() && !scanner.isBroken()) {
      int available = in.available();
      if (available < 0) {
        return false;
      }
      int from = in.position();
      int taken = scanner.scan(in.bytes(), from, from + Math.min(missing, available)) - from;
      in.moveTo(buffer, taken);
      missing -= taken;
    }
    return true;
  }

  /**
   * Takes the next part's header off a picture without an end marker; {@code behind} is the byte
   * after it. Returns whether there is one, so that its picture begins now.
   */
  private boolean cutHeader(FrameBuilder builder, int behind) {
    ByteBuf picture = builder.data();
    int last = picture.readableBytes();
    int line = Math.max(2, last - MAX_HEADER_BYTES);
    int cut = last;
    header = new PartHeader();
    for (int at = line; at <= last; at++) {
      int octet = at < last ? picture.getByte(at) & 0xFF : behind;
      boolean within = header.isWithin();
      header.append(octet);
      if (!within && header.isWithin()) {
        cut = line;
      }
      line = octet == '\n' ? at + 1 : line;
    }
    if (inParts) {
      builder.truncate(cut);
    }
    return header.isComplete();
  }
}
