package io.zoetrope.core.source;

import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.TrackKinds;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** An open camera. One thread reads; any thread may close. */
public interface FrameSource extends AutoCloseable {

  /**
   * Blocks for the next picture.
   *
   * @return a frame whose one reference is the caller's to release
   * @throws IOException when the source has failed, has ended or was closed; its message is a
   *     sentence for people that says what is wrong, without secrets
   */
  Frame read() throws IOException, InterruptedException;

  /** How long this source may stay without a picture before it counts as failed. */
  default Duration maxSilence() {
    return Duration.ofSeconds(10);
  }

  /**
   * What the device delivers, in a few words for people, such as {@code h264 1280x720}; may be
   * empty.
   */
  default String description() {
    return "";
  }

  /**
   * Whether the pictures are passed on as the device made them, rather than made or encoded here;
   * empty while or where that is not known.
   */
  default Optional<Boolean> passesThrough() {
    return Optional.empty();
  }

  /**
   * Which kinds of tracks it has, as far as frames can carry them; empty while or where that is not
   * known. Asked when the first frame was read. Where there is no video, sound alone keeps the
   * camera live.
   */
  default Optional<TrackKinds> trackKinds() {
    return Optional.empty();
  }

  /**
   * Frees the device; does nothing the second time. A blocked {@link #read} ends soon after.
   * Returns within about a second, with no process, thread or descriptor left behind.
   */
  @Override
  void close();
}
