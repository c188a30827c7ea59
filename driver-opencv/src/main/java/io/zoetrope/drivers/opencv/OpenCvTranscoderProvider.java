package io.zoetrope.drivers.opencv;

import io.zoetrope.core.transcode.Transcoder;
import io.zoetrope.core.transcode.TranscoderProvider;
import java.io.IOException;
import java.io.InterruptedIOException;

/** Re-encodes pictures with OpenCV, which is loaded when the first transcoder is opened. */
public final class OpenCvTranscoderProvider implements TranscoderProvider {

  @Override
  public Transcoder open() throws IOException {
    try {
      Natives.load();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("nobody waits any more for OpenCV to be loaded");
    }
    return new OpenCvTranscoder();
  }
}
