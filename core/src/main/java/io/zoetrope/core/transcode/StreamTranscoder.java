package io.zoetrope.core.transcode;

import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.Track;
import java.io.IOException;

/**
 * Encodes a video in another way, which takes frames that build on each other. One thread feeds it,
 * another reads, and any may close it; who feeds or reads then gets an exception at once.
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
   * @param wanted whether to encode it; otherwise it is only decoded, because those after it build
   *     on it
   * @throws IOException when it takes no more frames; its message is the end of a sentence
   */
  void feed(Frame frame, boolean wanted) throws IOException;

  /**
   * Blocks for the next frame, in the order in which they are presented.
   *
   * @return one with the times of the frame that it was made of, and a placeholder if that is one;
   *     its one reference is the caller's. Its {@linkplain Frame#sequence() sequence} rises if
   *     those of the frames fed do
   * @throws IOException when no more will come; its message is the end of a sentence
   */
  Frame read() throws IOException, InterruptedException;

  /** Frees all that it holds; may take a second. */
  @Override
  void close();
}
