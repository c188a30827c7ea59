package io.zoetrope.core.transcode;

import java.io.IOException;

/** Makes transcoders; any thread may call it. Found by {@link java.util.ServiceLoader}. */
public interface TranscoderProvider {

  /**
   * Makes a transcoder; the first call may take a second, while natives are loaded.
   *
   * @return a transcoder for one stream, the caller's to close
   * @throws IOException when this machine has none; its message is a sentence for people
   */
  Transcoder open() throws IOException;
}
