package io.zoetrope.drivers.opencv;

import io.zoetrope.core.fixture.DriverBench;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.transcode.TranscodeSettings;
import io.zoetrope.core.transcode.Transcoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Runs in a JVM of its own: re-encodes pictures, whole and damaged ones in turn, and prints by how
 * many KB its memory has grown.
 */
final class ManyTranscodes {
  private static final int WARM_UP = 500;

  private ManyTranscodes() {}

  public static void main(String[] arguments) throws IOException {
    int rounds = Integer.parseInt(arguments[0]);
    try (DriverBench bench = new DriverBench();
        Transcoder transcoder = new OpenCvTranscoderProvider().open()) {
      byte[] whole = Jpegs.noise(1280, 720);
      List<Frame> frames =
          List.of(
              bench.frame(whole, 1280, 720),
              bench.frame(Jpegs.noise(640, 480), 640, 480),
              bench.frame(Arrays.copyOf(whole, 2000), 1280, 720),
              bench.frame(Jpegs.withImpossibleTable(whole), 1280, 720));
      run(transcoder, frames, WARM_UP, bench);
      long before = residentKilobytes();
      run(transcoder, frames, rounds, bench);
      System.out.println(residentKilobytes() - before);
      frames.forEach(Frame::release);
    }
  }

  private static void run(
      Transcoder transcoder, List<Frame> frames, int rounds, DriverBench bench) {
    for (int i = 0; i < rounds; i++) {
      TranscodeSettings settings =
          new TranscodeSettings(
              OptionalInt.of(i % 3 == 0 ? 640 : 320), 80, Optional.of("picture " + i));
      try {
        transcoder.transcode(frames.get(i % frames.size()), settings, bench.frames()).release();
      } catch (IOException damaged) {
        // As every second one is.
      }
    }
  }

  private static long residentKilobytes() throws IOException {
    System.gc();
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
        .findFirst()
        .orElseThrow();
  }
}
