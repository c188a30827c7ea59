package io.zoetrope.core.media;

import io.netty.buffer.ByteBuf;
import io.netty.util.AbstractReferenceCounted;
import io.netty.util.ReferenceCounted;
import io.zoetrope.base.ForeignCode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One encoded picture, or one piece of audio, of one track. Immutable; any thread may read it while
 * it holds a reference.
 *
 * <p>The data lies in a pooled direct buffer that is written once and shared by all viewers. Frames
 * are reference-counted: whoever keeps one beyond a call {@linkplain #retain() retains} it and
 * {@linkplain #release() releases} it later; every hand-over says which side releases.
 */
public final class Frame {
  private static final ForeignCode ATTACHMENTS =
      new ForeignCode("What an output keeps with frames");

  private final Track track;
  private final ByteBuf buffer;
  private final int dataIndex;
  private final int sizeBytes;
  private final boolean keyFrame;
  private final boolean placeholder;
  private final long sequence;
  private final long presentationNanos;
  private final long decodeNanos;
  private final long intervalNanos;
  private final Instant capturedAt;
  private final long capturedNanos;
  private final References references = new References();

  // Written under the lock of the references.
  private volatile @Nullable Attached<?> attachments;
  private boolean surrounded;

  private record Attached<T>(AttachmentKey<T> key, T value, @Nullable Attached<?> next) {
    void release() {
      key.release(value);
    }
  }

  Frame(
      FrameBuilder builder,
      Track track,
      boolean keyFrame,
      boolean placeholder,
      long presentationNanos,
      long decodeNanos,
      long sequence) {
    this.track = track;
    this.buffer = builder.buffer();
    this.dataIndex = builder.dataIndex();
    this.sizeBytes = buffer.writerIndex() - dataIndex;
    this.keyFrame = keyFrame || track.format().framesStandAlone();
    this.placeholder = placeholder;
    this.presentationNanos = presentationNanos;
    this.decodeNanos = decodeNanos;
    this.intervalNanos = builder.intervalNanos(track, decodeNanos);
    this.sequence = sequence;
    this.capturedAt = builder.capturedAt();
    this.capturedNanos = builder.capturedNanos();
  }

  public Track track() {
    return track;
  }

  /** How it is encoded. */
  public TrackFormat format() {
    return track.format();
  }

  /**
   * How the picture is encoded, and its width and height.
   *
   * @throws ClassCastException if it is audio
   */
  public VideoFormat videoFormat() {
    return (VideoFormat) track.format();
  }

  /**
   * The encoded picture or audio. A view of the shared bytes with indices of its own; it holds no
   * reference.
   */
  public ByteBuf data() {
    return buffer.slice(dataIndex, sizeBytes);
  }

  /** How many bytes {@link #data()} has. */
  public int sizeBytes() {
    return sizeBytes;
  }

  /** Whether it can be decoded without those before it. True for every JPEG and all audio. */
  public boolean keyFrame() {
    return keyFrame;
  }

  /** Whether it is a picture that a viewer can begin with. */
  public boolean startsGroup() {
    return keyFrame && track.isVideo();
  }

  /** Whether this is not the camera's picture but one generated to say what is wrong with it. */
  public boolean placeholder() {
    return placeholder;
  }

  /** Rises from frame to frame of a camera, whatever their track, also across re-openings. */
  public long sequence() {
    return sequence;
  }

  /**
   * When it is to be presented, in nanoseconds on the time line that all tracks of its stream share
   * until the camera is opened again. For pictures without a time of their own it is {@link
   * #capturedNanos()}.
   */
  public long presentationNanos() {
    return presentationNanos;
  }

  /**
   * When it is to be decoded, on the time line of {@link #presentationNanos()}: it rises from frame
   * to frame of a track, and is earlier than the presentation where pictures are sent in another
   * order than they are shown.
   */
  public long decodeNanos() {
    return decodeNanos;
  }

  /**
   * How long after the frame of its track that was made before it it is to be decoded: the best
   * guess at how long it is shown, because nobody knows yet when the next one comes. 0 if there is
   * none before it.
   */
  public long intervalNanos() {
    return intervalNanos;
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

  /**
   * What the output with this key keeps with the frame: made for the first who asks, the same for
   * all others. It may be used for as long as a reference to the frame is held.
   */
  public <T> T attachment(AttachmentKey<T> key) {
    T present = find(key);
    return present != null ? present : attach(key);
  }

  /**
   * The data with some bytes before and after it, in one piece. For the first who asks they are
   * written into the room around the data, if they fit; for others all is copied. The reference
   * returned is the caller's.
   */
  public ByteBuf surroundedBy(byte[] before, byte[] after) {
    int end = dataIndex + sizeBytes;
    synchronized (references) {
      if (!surrounded && before.length <= dataIndex && after.length <= buffer.capacity() - end) {
        surrounded = true;
        int start = dataIndex - before.length;
        buffer.setBytes(start, before).setBytes(end, after);
        return buffer.retainedSlice(start, before.length + sizeBytes + after.length);
      }
    }
    return buffer
        .alloc()
        .directBuffer(before.length + sizeBytes + after.length)
        .writeBytes(before)
        .writeBytes(buffer, dataIndex, sizeBytes)
        .writeBytes(after);
  }

  /** Adds a reference, to be given back with {@link #release()}. */
  public Frame retain() {
    references.retain();
    return this;
  }

  /** Gives a reference back; with the last one go the attachments and the buffer. */
  public void release() {
    references.release();
  }

  private <T> @Nullable T find(AttachmentKey<T> key) {
    for (Attached<?> each = attachments; each != null; each = each.next()) {
      if (each.key().equals(key)) {
        @SuppressWarnings("unchecked") // Made by this very key.
        T value = (T) each.value();
        return value;
      }
    }
    return null;
  }

  private <T> T attach(AttachmentKey<T> key) {
    synchronized (references) {
      T present = find(key);
      if (present != null) {
        return present;
      }
      T made = key.make(this);
      attachments = new Attached<>(key, made, attachments);
      return made;
    }
  }

  /** Counted apart from the buffer's, whose own reference may be the last to go. */
  private final class References extends AbstractReferenceCounted {
    @Override
    protected void deallocate() {
      for (Attached<?> each = attachments; each != null; each = each.next()) {
        ATTACHMENTS.run(each::release);
      }
      buffer.release();
    }

    @Override
    public ReferenceCounted touch(Object hint) {
      buffer.touch(hint);
      return this;
    }
  }

  @Override
  public String toString() {
    return "Frame[%d, %s, %d bytes%s]"
        .formatted(sequence, track, sizeBytes, placeholder ? ", placeholder" : "");
  }
}
