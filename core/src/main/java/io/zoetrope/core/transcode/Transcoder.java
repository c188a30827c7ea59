package io.zoetrope.core.transcode;

import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.FrameFactory;
import java.io.IOException;

/**
 * Decodes the pictures of one stream and encodes them again. Used by one thread at a time, which it
 * holds for milliseconds.
 */
public interface Transcoder extends AutoCloseable {

  /**
   * Decodes a picture and encodes it as a JPEG as the settings say.
   *
   * @param original stays the caller's
   * @param frames makes the result ({@link FrameFactory#beginFrom}), which has the original's time
   *     of capture and number, and is a placeholder if that is one
   * @return a frame whose one reference is the caller's to release
   * @throws IOException when the picture cannot be decoded; the transcoder stays usable
   */
  Frame transcode(Frame original, TranscodeSettings settings, FrameFactory frames)
      throws IOException;

  @Override
  void close();
}
