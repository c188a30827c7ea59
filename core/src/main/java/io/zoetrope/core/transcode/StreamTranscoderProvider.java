package io.zoetrope.core.transcode;

import io.zoetrope.core.media.Track;
import io.zoetrope.core.source.DriverContext;
import java.io.IOException;

/** Makes stream transcoders; any thread may call it. Found by {@link java.util.ServiceLoader}. */
public interface StreamTranscoderProvider {

  /**
   * Makes one for a video; the first call may take a second.
   *
   * @param settings without a caption
   * @param context makes its pictures, and has what users have set
   * @return the caller's to close
   * @throws IOException when this machine has none for this; its message is the end of a sentence
   */
  StreamTranscoder open(Track track, TranscodeSettings settings, DriverContext context)
      throws IOException, InterruptedException;
}
