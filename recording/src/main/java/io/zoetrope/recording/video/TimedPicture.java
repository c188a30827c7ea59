package io.zoetrope.recording.video;

import io.zoetrope.core.media.Frame;
import java.nio.ByteBuffer;

/**
 * A JPEG, which one thread reads at a time, and when it is shown. Whoever has it last runs {@link
 * #release}, once.
 */
public record TimedPicture(ByteBuffer jpeg, long atMicros, Runnable release) {

  /** The picture of a frame, with a reference of its own. The caller keeps its reference. */
  public static TimedPicture of(Frame frame, long atMicros) {
    frame.retain();
    return new TimedPicture(frame.data().nioBuffer(), atMicros, frame::release);
  }

  /** A picture that nobody else needs. */
  public static TimedPicture of(byte[] jpeg, long atMicros) {
    return new TimedPicture(ByteBuffer.wrap(jpeg), atMicros, () -> {});
  }
}
