package io.zoetrope.ffmpeg;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.zoetrope.core.codec.NalUnits;
import io.zoetrope.core.codec.UnitSyntax;
import io.zoetrope.ffmpeg.fixture.Programs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Files that FFmpeg makes, and what ffprobe finds in them. */
record EncodedFiles(Path folder) {

  Path encoded(String name, List<String> input, String codec, String options, String... output)
      throws Exception {
    Path file = folder.resolve(name);
    List<String> arguments = new ArrayList<>(input);
    arguments.addAll(List.of("-c", codec));
    if (!options.isEmpty()) {
      arguments.addAll(List.of(options.split(" ")));
    }
    arguments.addAll(List.of(output));
    arguments.add(file.toString());
    Programs.runFfmpeg(arguments.toArray(String[]::new));
    return file;
  }

  /** The pictures and the sound in one file, as they are. */
  Path joined(String container, Path pictures, Path sound) throws Exception {
    Path file = folder.resolve("joined." + container);
    List<String> arguments =
        new ArrayList<>(List.of("-fflags", "+genpts", "-i", pictures.toString()));
    arguments.addAll(List.of("-i", sound.toString(), "-map", "0:v", "-map", "1:a?"));
    arguments.addAll(List.of("-c", "copy", "-f", container, file.toString()));
    Programs.runFfmpeg(arguments.toArray(String[]::new));
    return file;
  }

  List<String> unitsOf(UnitSyntax syntax, Path file, String format) throws Exception {
    Path raw = folder.resolve("units." + format);
    Programs.runFfmpeg("-i", file.toString(), "-c", "copy", "-f", format, raw.toString());
    List<String> hashes = new ArrayList<>();
    NalUnits.betweenStartCodes(
        Unpooled.wrappedBuffer(Files.readAllBytes(raw)),
        unit -> {
          switch (syntax.role(unit)) {
            case VIDEO_SET, SEQUENCE_SET, PICTURE_SET, LEFT_OUT -> {}
            case KEY_SLICE, SLICE, INFORMATION, OTHER -> hashes.add(hash(unit));
          }
        });
    assertThat(hashes).isNotEmpty();
    return hashes;
  }

  static List<String> packetsOf(Path file) throws Exception {
    Process process =
        new ProcessBuilder(
                "ffprobe",
                "-v",
                "fatal",
                "-show_packets",
                "-show_data_hash",
                "SHA160",
                "-show_entries",
                "packet=data_hash",
                "-of",
                "csv=p=0",
                file.toString())
            .start();
    String hashes = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).isZero();
    return hashes.lines().map(line -> line.replaceAll(".*SHA160:(\\w+).*", "$1")).toList();
  }

  static String hash(ByteBuf data) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-1");
      return HexFormat.of().formatHex(digest.digest(ByteBufUtil.getBytes(data)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
