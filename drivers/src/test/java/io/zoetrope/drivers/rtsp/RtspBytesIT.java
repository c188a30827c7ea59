package io.zoetrope.drivers.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.zoetrope.core.codec.NalUnits;
import io.zoetrope.core.codec.UnitRole;
import io.zoetrope.core.codec.UnitSyntax;
import io.zoetrope.core.fixture.DriverBench;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.drivers.fixture.RtspCamera;
import io.zoetrope.ffmpeg.fixture.Programs;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every unit and every piece of audio that GStreamer sends arrives as it was. */
class RtspBytesIT {
  private static final int SECONDS = 3;

  private final DriverBench bench = new DriverBench();

  @TempDir Path folder;

  @AfterEach
  void everyBufferIsGivenBack() {
    bench.close();
  }

  @ParameterizedTest
  @CsvSource({
    "h264, libx264 -g 15 -bf 0, none, '', tcp",
    "h264, libx264 -g 120 -bf 2, aac, aac, tcp",
    "h264, libx264 -g 15 -slices 4 -tune zerolatency, opus, libopus, tcp",
    "h264, libx264 -g 15 -b:v 4M, pcma, pcm_alaw, tcp",
    "h265, libx265 -g 15 -x265-params log-level=none:info=0, aac, aac, tcp",
  })
  void whatIsSentArrives(
      String video, String encoder, String audio, String audioEncoder, String transport)
      throws Exception {
    UnitSyntax syntax = video.equals("h264") ? UnitSyntax.H264 : UnitSyntax.H265;
    Path file = file(encoder, audioEncoder);
    List<String> sentUnits = sentUnits(file, video, syntax);
    byte[] sentAudio = audio.equals("none") ? new byte[0] : sentAudio(file, audio);
    List<String> units = new ArrayList<>();
    ByteArrayOutputStream sound = new ByteArrayOutputStream();

    try (RtspCamera camera = RtspCamera.playing(file, video, audio);
        FrameSource source =
            bench.open(new RtspDriver(), camera.uri("file") + "#transport=" + transport)) {
      while (units.size() < sentUnits.size() || sound.size() < sentAudio.length * 9 / 10) {
        Frame frame = source.read();
        if (frame.track().isVideo()) {
          assertThat(NalUnits.behindLengths(frame.data(), 4, unit -> units.add(sha1(unit))))
              .isTrue();
        } else {
          sound.writeBytes(ByteBufUtil.getBytes(frame.data()));
        }
        frame.release();
      }
    }

    assertThat(units).isEqualTo(sentUnits);
    assertThat(sound.toByteArray()).isEqualTo(Arrays.copyOf(sentAudio, sound.size()));
  }

  private Path file(String encoder, String audioEncoder) throws Exception {
    Path file = folder.resolve("sent.mkv");
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("-f", "lavfi", "-i", "testsrc2=size=640x360:rate=15"));
    arguments.addAll(List.of("-f", "lavfi", "-i", "sine=sample_rate=48000"));
    arguments.addAll(List.of("-map", "0:v", "-c:v"));
    arguments.addAll(List.of(encoder.split(" ")));
    arguments.addAll(List.of("-pix_fmt", "yuv420p", "-preset", "ultrafast"));
    if (!audioEncoder.isEmpty()) {
      arguments.addAll(List.of("-map", "1:a", "-ac", "1", "-c:a", audioEncoder));
      arguments.addAll(List.of("-ar", audioEncoder.equals("pcm_alaw") ? "8000" : "48000"));
    }
    arguments.addAll(List.of("-t", String.valueOf(SECONDS), file.toString()));
    Programs.runFfmpeg(arguments.toArray(String[]::new));
    return file;
  }

  /** Those that frames hold: without parameter sets, delimiters and filler. */
  private List<String> sentUnits(Path file, String video, UnitSyntax syntax) throws Exception {
    Path bare = folder.resolve("sent." + video);
    Programs.runFfmpeg(
        "-i",
        file.toString(),
        "-map",
        "0:v",
        "-c",
        "copy",
        "-f",
        video.replace("h265", "hevc"),
        bare.toString());
    List<String> units = new ArrayList<>();
    NalUnits.betweenStartCodes(
        Unpooled.wrappedBuffer(Files.readAllBytes(bare)),
        unit -> {
          UnitRole role = syntax.role(unit);
          if (Stream.of(UnitRole.KEY_SLICE, UnitRole.SLICE, UnitRole.INFORMATION, UnitRole.OTHER)
              .anyMatch(role::equals)) {
            units.add(sha1(unit));
          }
        });
    return units;
  }

  /** All packets, one after the other. */
  private byte[] sentAudio(Path file, String audio) throws Exception {
    Path bare = folder.resolve("sent." + audio + ".bytes");
    Programs.runFfmpeg(
        "-i", file.toString(), "-map", "0:a", "-c", "copy", "-f", "data", bare.toString());
    return Files.readAllBytes(bare);
  }

  private static String sha1(ByteBuf unit) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-1").digest(ByteBufUtil.getBytes(unit)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
