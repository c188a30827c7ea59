package io.zoetrope.recording;

import io.zoetrope.ffmpeg.FfmpegProgram;
import io.zoetrope.mp4.fixture.EncodedTrack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A program that runs tasks where there is little room, and prints what became of them. */
final class FullDisk {
  private FullDisk() {}

  /** Takes the folder on the small disk, and one with room. */
  public static void main(String[] arguments) throws Exception {
    Path disk = Path.of(arguments[0]);
    Path results = disk.resolve("results");
    try (RecordingBench bench =
        new RecordingBench(disk, results, FfmpegProgram.find(Optional.<Path>empty()))) {
      bench.camera("door", frames -> new PacedCamera(frames, 640, 480, Duration.ofMillis(20)));
      run(bench, "clip", "{\"camera\":\"door\",\"seconds\":20,\"format\":\"copy\"}");
      EncodedTrack video = EncodedTrack.h264(Path.of(arguments[1]), 640, 480, 100, "-g 25");
      bench.camera("yard", frames -> new VideoCamera(frames, video));
      run(bench, "clip", "{\"camera\":\"yard\",\"seconds\":60}");
      Path little = leave(disk, 24 * 1024);
      run(bench, "clip", "{\"camera\":\"door\",\"seconds\":2}");
      Files.delete(little);
      run(bench, "timelapse", "{\"camera\":\"door\",\"interval\":\"100ms\",\"for\":\"8h\"}");
      Path filler = leave(disk, 0);
      run(bench, "snapshot", "{\"camera\":\"door\"}");
      Files.delete(filler);
      run(bench, "snapshot", "{\"camera\":\"door\"}");
    }
  }

  private static Path leave(Path disk, int bytes) throws IOException {
    long all = Files.getFileStore(disk).getUsableSpace();
    return Files.write(disk.resolve("filler"), new byte[(int) all - bytes]);
  }

  private static void run(RecordingBench bench, String kind, String payload) {
    String became;
    try {
      became = "done, " + bench.run(kind, payload).get("type").stringValue();
    } catch (Exception e) {
      became = e.getClass().getSimpleName() + ": " + e.getMessage();
    }
    List<String> left = bench.files("results");
    System.out.println(
        "%s: %s [%d files, %d at work]"
            .formatted(kind, became, left.size(), bench.files("work").size()));
  }
}
