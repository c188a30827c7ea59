package io.zoetrope.core.media;

import io.netty.buffer.ByteBuf;
import io.netty.util.AbstractReferenceCounted;
import io.netty.util.ReferenceCounted;
import java.nio.channels.FileChannel;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One encoded picture, immutable; any thread may read it while it holds a reference.
 *
 * <p>The picture lies in a pooled direct buffer that is written once and shared by all viewers.
 * Frames are reference-counted: whoever keeps one beyond a call {@linkplain #retain() retains} it
 * and {@linkplain #release() releases} it later; every hand-over says which side releases.
 */
public final class Frame {
  private final ByteBuf enveloped;
  private final int pictureIndex;
  private final int sizeBytes;
  private final PictureFormat format;
  private final boolean keyFrame;
  private final boolean placeholder;
  private final long sequence;
  private final Instant capturedAt;
  private final long capturedNanos;
  private final FileCopy fileCopy;
  private final References references = new References();

  Frame(
      FrameBuilder builder,
      PictureFormat format,
      boolean keyFrame,
      boolean placeholder,
      long sequence,
      FileCopy fileCopy) {
    this.fileCopy = fileCopy;
    this.enveloped = builder.buffer();
    this.pictureIndex = builder.pictureIndex();
    this.sizeBytes = builder.pictureBytes();
    this.format = format;
    this.keyFrame = keyFrame || format.codec().everyFrameIsKey();
    this.placeholder = placeholder;
    this.sequence = sequence;
    this.capturedAt = builder.capturedAt();
    this.capturedNanos = builder.capturedNanos();
  }

  /**
   * The picture alone. A view of the shared bytes with indices of its own; it holds no reference.
   */
  public ByteBuf picture() {
    return enveloped.slice(pictureIndex, sizeBytes);
  }

  /**
   * The picture with the {@link Envelope} around it: the bytes before it, {@link #sizeBytes} of
   * picture from {@link #pictureOffset} on, and the bytes after it. A view with indices of its own;
   * it holds no reference.
   */
  public ByteBuf enveloped() {
    return enveloped.slice();
  }

  /** How many bytes {@link #enveloped()} has. */
  public int envelopedBytes() {
    return enveloped.readableBytes();
  }

  /**
   * A file with the bytes of {@link #enveloped()} from its start, for the kernel to send without
   * copying them. To be asked once for each viewer: null for the first few, for whom it does not
   * pay, and where there are no such files. It may be read while a reference to the frame is held.
   */
  public @Nullable FileChannel file() {
    return fileCopy.of(enveloped);
  }

  /** Where the picture starts within {@link #enveloped()}, in bytes. */
  public int pictureOffset() {
    return pictureIndex - enveloped.readerIndex();
  }

  /** The size of the picture alone. */
  public int sizeBytes() {
    return sizeBytes;
  }

  /** How it is encoded, and its width and height. */
  public PictureFormat format() {
    return format;
  }

  /** Whether the picture can be shown without those before it. True for every JPEG. */
  public boolean keyFrame() {
    return keyFrame;
  }

  /** Whether this is not the camera's picture but one generated to say what is wrong with it. */
  public boolean placeholder() {
    return placeholder;
  }

  /** Rises by one from frame to frame of a camera, also across re-openings. */
  public long sequence() {
    return sequence;
  }

  /** The time of day of the capture, for people: it may jump. */
  public Instant capturedAt() {
    return capturedAt;
  }

  /**
   * The time of capture on the monotonic clock of {@link
   * io.zoetrope.core.time.Timekeeper#nanoTime()}.
   */
  public long capturedNanos() {
    return capturedNanos;
  }

  /** Adds a reference, to be given back with {@link #release()}. */
  public Frame retain() {
    references.retain();
    return this;
  }

  /** Gives a reference back; with the last one buffer and file return to their pools. */
  public void release() {
    references.release();
  }

  /** Counted apart from the buffer's, as a buffer's own reference may be the last to go. */
  private final class References extends AbstractReferenceCounted {
    @Override
    protected void deallocate() {
      fileCopy.close();
      enveloped.release();
    }

    @Override
    public ReferenceCounted touch(Object hint) {
      enveloped.touch(hint);
      return this;
    }
  }

  @Override
  public String toString() {
    return "Frame["
        + sequence
        + ", "
        + format
        + ", "
        + sizeBytes
        + " bytes"
        + (placeholder ? ", placeholder]" : "]");
  }
}
