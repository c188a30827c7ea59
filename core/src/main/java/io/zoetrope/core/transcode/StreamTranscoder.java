package io.zoetrope.core.transcode;

import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.Track;
import java.io.IOException;

/**
 * Makes pictures of a video whose frames build on each other. One thread feeds it, another reads,
 * and any may close it; who feeds or reads then gets an exception at once.
 */
public interface StreamTranscoder extends AutoCloseable {

  /** Opens one for a video; it is the caller's to close. */
  @FunctionalInterface
  interface Opening {
    StreamTranscoder open(Track track) throws IOException, InterruptedException;
  }

  /**
   * Takes the next frame, which begins with a key frame or follows the one before it. Blocks while
   * it cannot take more, for some seconds at most.
   *
   * @param frame stays the caller's
   * @param wanted whether to make a picture of it; otherwise it is only decoded, because those
   *     after it build on it
   * @throws IOException when it takes no more frames; its message is the end of a sentence
   */
  void feed(Frame frame, boolean wanted) throws IOException;

  /**
   * Blocks for the next picture, in the order in which they are presented.
   *
   * @return a JPEG with the times of the frame that it was made of, whose one reference is the
   *     caller's; its {@linkplain Frame#sequence() sequence} is above the last one's
   * @throws IOException when no more will come; its message is the end of a sentence
   */
  Frame read() throws IOException, InterruptedException;

  /** Frees all that it holds; may take a second. */
  @Override
  void close();
}
