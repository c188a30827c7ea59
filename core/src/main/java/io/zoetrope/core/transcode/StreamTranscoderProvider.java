package io.zoetrope.core.transcode;

import io.zoetrope.core.media.Track;
import io.zoetrope.core.source.DriverContext;
import java.io.IOException;

/** Makes stream transcoders; any thread may call it. Found by {@link java.util.ServiceLoader}. */
public interface StreamTranscoderProvider {

  /**
   * Makes one that makes JPEGs of a video; the first call may take a second.
   *
   * @param settings without a caption
   * @param context makes its pictures, and has what users have set
   * @return the caller's to close
   * @throws IOException when this machine has none for this; its message is the end of a sentence
   */
  StreamTranscoder open(Track track, TranscodeSettings settings, DriverContext context)
      throws IOException, InterruptedException;

  /**
   * Makes one that makes H.264 of a video or of JPEGs: with a key frame every second, and no frame
   * waits for another. The first call may take some seconds.
   *
   * @param context makes its frames, and has what users have set
   * @return the caller's to close; its frames have the id of the track
   * @throws IOException when this machine has none for this; its message is the end of a sentence
   */
  default StreamTranscoder openH264(Track track, DriverContext context)
      throws IOException, InterruptedException {
    throw new IOException("nothing that encodes H.264 is installed");
  }
}
