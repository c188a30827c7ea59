package io.zoetrope.ffmpeg;

import io.zoetrope.ffmpeg.program.CacheFolder;
import java.io.IOException;
import java.nio.file.Path;

/** Shows tests in other packages where the bundled FFmpeg is. */
public final class BundledProgram {

  private BundledProgram() {}

  public static Path find() throws IOException {
    return BundledFfmpeg.unpack(CacheFolder.ofUser()).orElseThrow();
  }
}
