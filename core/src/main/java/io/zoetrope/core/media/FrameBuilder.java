package io.zoetrope.core.media;

import io.netty.buffer.ByteBuf;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * A frame in the making; used by one thread. Append the encoded picture to {@link #buffer()}, then
 * {@link #finish}. Closing a builder that was not finished gives its buffer back, so that a broken
 * picture costs nothing.
 */
public final class FrameBuilder implements AutoCloseable {
  private final FrameFactory factory;
  private final ByteBuf buffer;
  private final int pictureIndex;
  private final Instant capturedAt;
  private final long capturedNanos;
  private final LongSupplier sequence;
  private int pictureBytes;
  private boolean handedOver;

  FrameBuilder(
      FrameFactory factory,
      ByteBuf buffer,
      int pictureIndex,
      Instant capturedAt,
      long capturedNanos,
      LongSupplier sequence) {
    this.factory = factory;
    this.buffer = buffer;
    this.pictureIndex = pictureIndex;
    this.capturedAt = capturedAt;
    this.capturedNanos = capturedNanos;
    this.sequence = sequence;
  }

  /**
   * The buffer to append the picture to; what lies before the writer index is not the picture's. It
   * stays owned here.
   */
  public ByteBuf buffer() {
    return buffer;
  }

  /** The picture as written so far: a view without a reference of its own. */
  public ByteBuf picture() {
    return buffer.slice(pictureIndex, buffer.writerIndex() - pictureIndex);
  }

  /** Cuts the picture to its first {@code sizeBytes}, as when a camera pads its pictures. */
  public void truncate(int sizeBytes) {
    buffer.writerIndex(pictureIndex + sizeBytes);
  }

  /** Puts {@code inserted} into the picture, {@code offset} bytes from its start. */
  public void insert(int offset, byte[] inserted) {
    int from = pictureIndex + offset;
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
   * Completes a picture that stands alone. The one reference of the frame returned is the caller's.
   */
  public Frame finish(PictureFormat format) {
    return finish(format, format.codec().everyFrameIsKey(), false);
  }

  /** As {@link #finish}, for a picture that was generated instead of one of the camera's. */
  public Frame finishPlaceholder(PictureFormat format) {
    return finish(format, true, true);
  }

  /**
   * Completes any picture. The one reference of the frame returned is the caller's.
   *
   * @param keyFrame whether it can be shown without those before it; for a JPEG it always can
   * @param placeholder whether it was generated to say what is wrong with the camera
   */
  public Frame finish(PictureFormat format, boolean keyFrame, boolean placeholder) {
    pictureBytes = buffer.writerIndex() - pictureIndex;
    byte[] before = factory.envelope().before(format, pictureBytes, capturedAt);
    buffer.setBytes(pictureIndex - before.length, before);
    buffer.readerIndex(pictureIndex - before.length);
    buffer.writeBytes(factory.envelope().after(format));
    Frame frame =
        new Frame(this, format, keyFrame, placeholder, sequence.getAsLong(), factory.newFileCopy());
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

  int pictureIndex() {
    return pictureIndex;
  }

  int pictureBytes() {
    return pictureBytes;
  }

  Instant capturedAt() {
    return capturedAt;
  }

  long capturedNanos() {
    return capturedNanos;
  }
}
