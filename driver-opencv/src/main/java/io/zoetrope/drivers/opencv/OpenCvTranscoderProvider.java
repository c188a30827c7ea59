package io.zoetrope.drivers.opencv;

import io.zoetrope.core.rendition.Transcoder;
import io.zoetrope.core.rendition.TranscoderProvider;
import java.io.IOException;

/** Makes pictures anew with OpenCV, which is loaded when the first transcoder is opened. */
public final class OpenCvTranscoderProvider implements TranscoderProvider {

  @Override
  public Transcoder open() throws IOException {
    Natives.load();
    return new OpenCvTranscoder();
  }
}
