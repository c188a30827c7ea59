package io.zoetrope.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.app.clients.Program;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What is in a video file, as other programs see it. */
record Mp4Content(Path file) {
  private static final Pattern HASH = Pattern.compile("SHA160:\\w+");

  /**
   * The SHA-1 of each NAL unit, apart from parameter sets, delimiters and filler, and in H.265 from
   * SEI, which GStreamer's parser leaves out.
   */
  List<String> units(boolean h265) throws Exception {
    Path stream = file.resolveSibling(file.getFileName() + (h265 ? ".hevc" : ".h264"));
    String filter = h265 ? "hevc_mp4toannexb" : "h264_mp4toannexb";
    var _ =
        Program.run(
            0,
            ("ffmpeg -v error -y -i %s -map 0:v -c copy -bsf:v %s %s")
                .formatted(file, filter, stream)
                .split(" "));
    List<String> hashes = new ArrayList<>();
    for (byte[] unit : H264Clip.units(Files.readAllBytes(stream))) {
      if (isPicture(unit, h265)) {
        hashes.add(sha1(unit));
      }
    }
    return hashes;
  }

  /** The SHA-1 of each audio frame. */
  List<String> sounds() throws IOException, InterruptedException {
    String printed =
        Program.run(
            0,
            ("ffprobe -v error -select_streams a -show_data_hash SHA160 -show_entries"
                    + " packet=data_hash -of csv=p=0 %s")
                .formatted(file)
                .split(" "));
    // Where a packet has side data there is a comma more.
    return HASH.matcher(printed).results().map(MatchResult::group).toList();
  }

  /** How many pictures FFmpeg decodes. */
  int decoded() throws IOException, InterruptedException {
    String printed =
        Program.run(
            0,
            ("ffprobe -v error -select_streams v -count_frames -show_entries"
                    + " stream=nb_read_frames -of csv=p=0 %s")
                .formatted(file)
                .split(" "));
    return Integer.parseInt(printed.strip().split("\\D")[0]);
  }

  /** How many fragments there are of the first track, or of the second. */
  int fragments(int track) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
    int count = 0;
    while (bytes.hasRemaining()) {
      int start = bytes.position();
      int size = bytes.getInt();
      byte[] type = new byte[4];
      bytes.get(type);
      // Behind the heads of moof, mfhd, traf and tfhd comes the track's number.
      if (Arrays.equals(type, "moof".getBytes(StandardCharsets.US_ASCII))
          && bytes.getInt(start + 44) == track) {
        count++;
      }
      bytes.position(start + size);
    }
    return count;
  }

  /** What npm's mp4box prints: the samples it finds in each track, and what it complains about. */
  String mp4box() throws IOException, InterruptedException {
    Path script = file.resolveSibling("mp4box.mjs");
    try (InputStream in = Mp4Content.class.getResourceAsStream("mp4box.mjs")) {
      Files.write(script, Objects.requireNonNull(in).readAllBytes());
    }
    Path packages = Path.of("..", "target", "npm").toAbsolutePath().normalize();
    assertThat(packages.resolve("node_modules/mp4box")).as("./check full installs it").exists();
    return Program.run(0, "node", script.toString(), packages.toString(), file.toString()).strip();
  }

  private static boolean isPicture(byte[] unit, boolean h265) {
    int type = h265 ? unit[0] >> 1 & 0x3F : unit[0] & 0x1F;
    return h265 ? type < 32 || type > 40 : type < 7 || type > 12;
  }

  private static String sha1(byte[] bytes) throws NoSuchAlgorithmException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
  }
}
