package io.zoetrope.recording;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import tools.jackson.databind.JsonNode;

/** What ffprobe, which had no part in making it, says of a video. */
record Probe(String codec, String pixels, int width, int height, double seconds, int frames) {

  static Probe of(Path video) throws IOException, InterruptedException {
    JsonNode stream =
        RecordingBench.json(
                run(
                    "-show_entries",
                    "stream=codec_name,pix_fmt,width,height,duration,nb_read_frames",
                    "-count_frames",
                    "-of",
                    "json",
                    video.toString()))
            .get("streams")
            .get(0);
    return new Probe(
        stream.get("codec_name").stringValue(),
        stream.get("pix_fmt").stringValue(),
        stream.get("width").intValue(),
        stream.get("height").intValue(),
        Double.parseDouble(stream.get("duration").stringValue()),
        Integer.parseInt(stream.get("nb_read_frames").stringValue()));
  }

  /** When each picture is shown, in seconds. */
  static double[] times(Path video) throws IOException, InterruptedException {
    return run("-show_entries", "packet=pts_time", "-of", "csv=p=0", video.toString())
        .lines()
        .map(line -> line.replace(",", ""))
        .mapToDouble(Double::parseDouble)
        .sorted()
        .toArray();
  }

  /** By how many degrees the file says to turn its pictures. */
  static int rotation(Path video) throws IOException, InterruptedException {
    String told =
        run("-show_entries", "stream_side_data=rotation", "-of", "csv=p=0", video.toString());
    return Integer.parseInt(told.strip().replace(",", ""));
  }

  /** What FFmpeg shows at this time. */
  static BufferedImage picture(Path video, double seconds)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                "ffmpeg",
                "-v",
                "error",
                "-nostdin",
                "-ss",
                String.valueOf(seconds),
                "-i",
                video.toString(),
                "-frames:v",
                "1",
                "-c:v",
                "png",
                "-f",
                "image2pipe",
                "-")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedImage picture = ImageIO.read(process.getInputStream());
    if (!process.waitFor(1, TimeUnit.MINUTES) || picture == null) {
      process.destroyForcibly();
      throw new IOException("ffmpeg shows no picture");
    }
    return picture;
  }

  private static String run(String... arguments) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder("ffprobe", "-v", "error", "-select_streams", "v");
    builder.command().addAll(List.of(arguments));
    Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException("ffprobe failed: " + output);
    }
    return output;
  }
}
