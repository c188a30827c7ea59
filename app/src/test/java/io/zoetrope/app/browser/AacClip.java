package io.zoetrope.app.browser;

import io.zoetrope.core.media.Aac;
import io.zoetrope.core.media.ParameterSet;
import io.zoetrope.core.media.Track;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A tone in AAC, as a camera of a test sends it. */
record AacClip(Track track, List<byte[]> frames) {
  static final double FRAMES_PER_SECOND = 44_100 / 1024.0;
  private static final int HEADER = 7;

  static AacClip ofSeconds(int seconds) throws IOException {
    Process ffmpeg =
        new ProcessBuilder(
                ("ffmpeg -v error -f lavfi -i sine=frequency=440:sample_rate=44100 -t "
                        + seconds
                        + " -ac 1 -c:a aac -f adts -")
                    .split(" "))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<byte[]> frames = new ArrayList<>();
    try (InputStream stream = ffmpeg.getInputStream()) {
      byte[] adts = stream.readAllBytes();
      for (int at = 0; at < adts.length; ) {
        int length =
            (adts[at + 3] & 3) << 11 | (adts[at + 4] & 255) << 3 | (adts[at + 5] & 255) >> 5;
        frames.add(Arrays.copyOfRange(adts, at + HEADER, at + length));
        at += length;
      }
    }
    ParameterSet monoAt44100 = ParameterSet.of((byte) 0x12, (byte) 0x08);
    return new AacClip(new Track(1, new Aac(2, 44_100, 1, monoAt44100)), frames);
  }
}
