package io.zoetrope.core.media;

import io.netty.buffer.ByteBuf;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * A frame in the making; used by one thread. Append the encoded picture or audio to {@link
 * #buffer()}, then finish. Closing a builder that was not finished gives its buffer back, so that a
 * broken picture costs nothing.
 */
public final class FrameBuilder implements AutoCloseable {
  private final ByteBuf buffer;
  private final int dataIndex;
  private final Instant capturedAt;
  private final long capturedNanos;
  private final LongSupplier sequence;
  private final Intervals intervals;
  private boolean handedOver;

  FrameBuilder(
      ByteBuf buffer,
      int dataIndex,
      Instant capturedAt,
      long capturedNanos,
      LongSupplier sequence,
      Intervals intervals) {
    this.buffer = buffer;
    this.dataIndex = dataIndex;
    this.capturedAt = capturedAt;
    this.capturedNanos = capturedNanos;
    this.sequence = sequence;
    this.intervals = intervals;
  }

  /**
   * The buffer to append the encoded picture or audio to; what lies before the writer index is not
   * part of it. It stays owned here.
   */
  public ByteBuf buffer() {
    return buffer;
  }

  /** What was written so far: a view without a reference of its own. */
  public ByteBuf data() {
    return buffer.slice(dataIndex, buffer.writerIndex() - dataIndex);
  }

  /** Cuts the data to its first {@code sizeBytes}, as when a camera pads its pictures. */
  public void truncate(int sizeBytes) {
    buffer.writerIndex(dataIndex + sizeBytes);
  }

  /** Puts {@code inserted} into the data, {@code offset} bytes from its start. */
  public void insert(int offset, byte[] inserted) {
    int from = dataIndex + offset;
    int behind = buffer.writerIndex() - from;
    buffer.ensureWritable(inserted.length);
    ByteBuf tail = buffer.copy(from, behind);
    try {
      buffer.setBytes(from, inserted).setBytes(from + inserted.length, tail);
      buffer.writerIndex(from + inserted.length + behind);
    } finally {
      tail.release();
    }
  }

  /**
   * Completes a picture of a camera that has no other track. The one reference of the frame
   * returned is the caller's.
   */
  public Frame finish(Jpeg format) {
    return finish(Track.only(format), true, false, capturedNanos, capturedNanos);
  }

  /** As {@link #finish(Jpeg)}, for a picture that was generated instead of one of the camera's. */
  public Frame finishPlaceholder(Jpeg format) {
    return finish(Track.only(format), true, true, capturedNanos, capturedNanos);
  }

  /**
   * Completes a frame of any track, of those that are shown in the order in which they come. The
   * one reference of the frame returned is the caller's.
   *
   * @param keyFrame whether it can be decoded without those before it; where that is true of the
   *     whole track, this does not matter
   * @param presentationNanos see {@link Frame#presentationNanos()}
   */
  public Frame finish(Track track, boolean keyFrame, long presentationNanos) {
    return finish(track, keyFrame, false, presentationNanos, presentationNanos);
  }

  /**
   * As the other, for a track whose pictures may be shown in another order.
   *
   * @param decodeNanos see {@link Frame#decodeNanos()}
   */
  public Frame finish(Track track, boolean keyFrame, long presentationNanos, long decodeNanos) {
    return finish(track, keyFrame, false, presentationNanos, decodeNanos);
  }

  /** As {@link #finish(Track, boolean, long)}, for what was made of a generated picture. */
  public Frame finishPlaceholder(Track track, boolean keyFrame, long presentationNanos) {
    return finish(track, keyFrame, true, presentationNanos, presentationNanos);
  }

  /** Completes a copy: of another frame's track, with its times. */
  Frame finishLike(Frame other) {
    return finish(
        other.track(),
        other.keyFrame(),
        other.placeholder(),
        other.presentationNanos(),
        other.decodeNanos());
  }

  private Frame finish(
      Track track,
      boolean keyFrame,
      boolean placeholder,
      long presentationNanos,
      long decodeNanos) {
    if (handedOver) {
      throw new IllegalStateException("a builder makes one frame, and none once it is closed");
    }
    Frame frame =
        new Frame(
            this,
            track,
            keyFrame,
            placeholder,
            presentationNanos,
            decodeNanos,
            sequence.getAsLong());
    handedOver = true;
    return frame;
  }

  @Override
  public void close() {
    if (!handedOver) {
      handedOver = true;
      buffer.release();
    }
  }

  long intervalNanos(Track track, long decodeNanos) {
    return intervals.next(track, decodeNanos);
  }

  int dataIndex() {
    return dataIndex;
  }

  Instant capturedAt() {
    return capturedAt;
  }

  /** See {@link Frame#capturedNanos()}. */
  public long capturedNanos() {
    return capturedNanos;
  }
}
