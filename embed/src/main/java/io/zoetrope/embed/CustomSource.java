package io.zoetrope.embed;

import io.zoetrope.core.media.FrameFactory;
import io.zoetrope.core.source.FrameSource;
import java.io.IOException;

/** Opens a program's own source of frames, again and again as it is needed. */
@FunctionalInterface
public interface CustomSource {

  /**
   * Opens the source, on the camera's own thread; may block.
   *
   * @param frames makes this camera's frames; all that the source reads must come from it
   * @return an open source, the caller's to close
   * @throws IOException when it does not open; viewers are shown its message, so it is a sentence
   *     for people, without secrets
   * @throws InterruptedException when nobody waits for it any more
   */
  FrameSource open(FrameFactory frames) throws IOException, InterruptedException;
}
