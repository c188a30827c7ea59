package io.zoetrope.drivers.opencv;

import io.zoetrope.core.source.BadCameraUriException;
import io.zoetrope.core.source.CameraUri;
import io.zoetrope.core.source.Size;
import io.zoetrope.core.source.UriOptions;
import io.zoetrope.core.transcode.TranscodeSettings;
import java.io.IOException;
import java.util.Optional;

sealed interface OpenCvOptions {
  record Device(int index, Optional<Size> size, Optional<Double> fps, int quality)
      implements OpenCvOptions {}

  /** An AVI, or a series of pictures, named as OpenCV takes it; at its own speed without fps. */
  record Recording(String name, Optional<Double> fps, int quality, boolean loop)
      implements OpenCvOptions {}

  static OpenCvOptions of(CameraUri uri) throws IOException {
    String address = uri.address();
    if (address.isEmpty()) {
      throw new BadCameraUriException(
          "opencv: needs the number of a camera or a recording, as in opencv:0 or opencv:clip.avi or opencv:shots/img_001.jpg");
    }
    if (address.matches("[0-9]{1,3}")) {
      UriOptions options = UriOptions.of(uri, "size", "fps", "quality");
      return new Device(
          Integer.parseInt(address),
          options.size("size", 16_384),
          options.rate("fps", 1000),
          quality(options));
    }
    UriOptions options = UriOptions.of(uri, "fps", "quality", "loop");
    Recording recording =
        new Recording(
            address, options.rate("fps", 240), quality(options), options.flag("loop", false));
    // Last, since a mistake in the options stays one when the file appears.
    RecordingName.check(address);
    return recording;
  }

  private static int quality(UriOptions options) {
    return options.number("quality", 1, 100).orElse(TranscodeSettings.USUAL_QUALITY);
  }
}
