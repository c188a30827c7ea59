package io.zoetrope.ffmpeg.pictures;

import io.zoetrope.core.ingest.BrokenPictureException;
import io.zoetrope.core.ingest.SmallerPictures;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.FrameFactory;
import io.zoetrope.core.source.FrameSource;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Reads JPEGs, the parts of a multipart stream or one after the other, and leaves out broken ones.
 * However the stream misbehaves, one picture of {@value #MAX_PICTURE_MEGABYTES} MB is held at most.
 * Used by one thread.
 */
public final class PictureStream implements FrameSource {
  /** The largest picture taken, in megabytes of 1024 × 1024 bytes. */
  public static final int MAX_PICTURE_MEGABYTES = 32;

  private static final int MOST_BROKEN_IN_ROW = 50;

  private final PictureReader pictures;
  private final boolean measured;
  private int usualBytes = 64 * 1024;
  private final SmallerPictures smaller = new SmallerPictures();
  private boolean delivered;

  /** Begins anywhere in a stream of any length; closing it stays with the caller. */
  public PictureStream(InputStream in, FrameFactory frames) {
    this(new BufferedBytes(in), frames);
  }

  /** As the other; the first bytes may have been looked at. */
  public PictureStream(BufferedBytes in, FrameFactory frames) {
    this(in, frames, false);
  }

  private PictureStream(BufferedBytes in, FrameFactory frames, boolean measured) {
    this.pictures = new PictureReader(in, frames);
    this.measured = measured;
  }

  /** A body of announced length: one picture, whatever follows it, unless it has parts. */
  public static PictureStream measured(InputStream body, FrameFactory frames) {
    return measured(new BufferedBytes(body), frames);
  }

  /** As the other; the first bytes may have been looked at. */
  public static PictureStream measured(BufferedBytes body, FrameFactory frames) {
    return new PictureStream(body, frames, true);
  }

  /**
   * Blocks for the next whole picture, the caller's to release, captured when its first bytes came.
   * An EOFException is the end of the stream; other messages are sentences for people.
   */
  @Override
  public Frame read() throws IOException {
    if (measured && delivered && !pictures.areParts()) {
      throw new EOFException("the picture has ended");
    }
    BrokenPictureException last = null;
    for (int broken = 0; broken < MOST_BROKEN_IN_ROW; ) {
      try {
        Frame frame = pictures.read(usualBytes, delivered);
        if (smaller.belongsToLast(frame.videoFormat()) && !pictures.areParts()) {
          frame.release();
          continue;
        }
        usualBytes = frame.sizeBytes();
        delivered = true;
        return frame;
      } catch (BrokenPictureException e) {
        if (measured && !pictures.areParts()) {
          throw e;
        }
        last = e;
        broken++;
      }
    }
    throw new IOException(
        "it sends broken pictures only: " + (last == null ? "" : last.getMessage()), last);
  }

  @Override
  public String description() {
    return "mjpeg";
  }

  @Override
  public Optional<Boolean> passesThrough() {
    return Optional.of(true);
  }

  /** The stream is its owner's to close. */
  @Override
  public void close() {}
}
