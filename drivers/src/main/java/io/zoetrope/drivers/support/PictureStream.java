package io.zoetrope.drivers.support;

import io.netty.buffer.ByteBuf;
import io.zoetrope.core.frame.Frame;
import io.zoetrope.core.frame.FrameBuilder;
import io.zoetrope.core.frame.FrameFactory;
import io.zoetrope.core.intake.BrokenPictureException;
import io.zoetrope.core.intake.JpegIntake;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads a series of JPEGs from a stream of bytes: the parts of a multipart stream, or one JPEG
 * after the other. Used by one thread.
 *
 * <p>A part that tells its length is read by it. Where there is none, or one was wrong, pictures
 * are found by their own markers, so no boundary is ever looked for, and none can be missed. Broken
 * pictures are left out. However the stream ends or misbehaves, no more than one picture of {@value
 * #MAX_PICTURE_MEGABYTES} MB is held.
 */
public final class PictureStream {
  /** The largest picture taken, in megabytes of 1024 × 1024 bytes. */
  public static final int MAX_PICTURE_MEGABYTES = 32;

  private static final int MAX_PICTURE_BYTES = MAX_PICTURE_MEGABYTES << 20;

  /** How much may come that belongs to no picture, headers included, before this is no series. */
  private static final int MAX_GAP_BYTES = 1 << 20;

  /** A claimed length is believed so far: the rest is allocated as it comes. */
  private static final int MAX_TRUSTED_BYTES = 1 << 20;

  private static final int MOST_BROKEN_IN_ROW = 50;

  private final BufferedBytes in;
  private final FrameFactory frames;
  private final PartHeader header = new PartHeader();
  private final JpegScanner scanner = new JpegScanner();
  private boolean lengthsLie;
  private boolean pictureBegun;
  private int usualBytes = 64 * 1024;
  private boolean delivered;

  /** Begins anywhere in a stream; closing it stays with the caller. */
  public PictureStream(InputStream in, FrameFactory frames) {
    this.in = new BufferedBytes(in);
    this.frames = frames;
  }

  /**
   * Blocks for the next whole picture. Its time of capture is when its first bytes have come.
   *
   * @return a frame whose one reference is the caller's to release
   * @throws EOFException when the stream has ended
   * @throws IOException when this is no series of pictures; its message is a sentence for people
   */
  public Frame read() throws IOException {
    BrokenPictureException last = null;
    for (int broken = 0; broken < MOST_BROKEN_IN_ROW; broken++) {
      try {
        Frame frame = readPicture();
        usualBytes = frame.sizeBytes();
        delivered = true;
        return frame;
      } catch (BrokenPictureException e) {
        last = e;
      }
    }
    throw new IOException(
        "it sends broken pictures only: " + (last == null ? "" : last.getMessage()), last);
  }

  private Frame readPicture() throws IOException {
    if (!pictureBegun) {
      seekPicture();
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
      if (known) {
        readByLength(builder, length);
      } else {
        readByMarkers(builder);
      }
      return finish(builder, known);
    }
  }

  private Frame finish(FrameBuilder builder, boolean byLength) throws BrokenPictureException {
    try {
      return JpegIntake.finish(builder);
    } catch (BrokenPictureException e) {
      lengthsLie |= byLength;
      throw e;
    }
  }

  /** Reads up to and with the next start-of-image marker. */
  private void seekPicture() throws IOException {
    header.restart();
    int previous = -1;
    for (int gap = 0; gap < MAX_GAP_BYTES; gap++) {
      int octet = in.next();
      if (octet < 0) {
        throw new EOFException(
            delivered ? "the stream has ended" : "it ended without a single JPEG picture");
      }
      if (previous == 0xFF && octet == 0xD8 && in.peek() == 0xFF) {
        return;
      }
      header.append(octet);
      previous = octet;
    }
    throw new IOException("what it sends is no series of JPEG pictures");
  }

  private void readByLength(FrameBuilder builder, int length) throws IOException {
    ByteBuf buffer = builder.buffer();
    int missing = length - 2;
    while (missing > 0) {
      int taken = Math.min(missing, available());
      in.moveTo(buffer, taken);
      missing -= taken;
    }
  }

  private void readByMarkers(FrameBuilder builder) throws IOException {
    scanner.restart();
    int size = 2;
    while (!scanner.isWhole()) {
      int available = available();
      int scanned = scanner.scan(in.bytes(), in.position(), in.position() + available);
      int taken = scanned - in.position();
      size += taken;
      in.moveTo(builder.buffer(), taken);
      if (scanner.isBroken()) {
        throw interrupted();
      }
      if (size > MAX_PICTURE_BYTES) {
        throw new IOException(
            "it sends a picture of more than %d MB".formatted(MAX_PICTURE_MEGABYTES));
      }
    }
  }

  private BrokenPictureException interrupted() {
    if (scanner.sawSecondPicture()) {
      header.restart();
      pictureBegun = true;
      return new BrokenPictureException("truncated: the next picture begins within it");
    }
    return new BrokenPictureException("damaged: a marker is missing");
  }

  private int available() throws IOException {
    int available = in.available();
    if (available < 0) {
      throw new EOFException("the stream ended within a picture");
    }
    return available;
  }
}
