package io.zoetrope.ffmpeg.nut;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.zoetrope.ffmpeg.FfmpegProgram;
import io.zoetrope.ffmpeg.pictures.BufferedBytes;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the system's FFmpeg and the bundled one write is read as FFmpeg itself reads it. */
final class NutReaderIT {
  private static final String PICTURES = "-f lavfi -i testsrc2=size=320x240:rate=25:duration=3 ";
  private static final String SOUND = "-f lavfi -i sine=duration=3:sample_rate=48000 ";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        PICTURES + "-c:v libx264 -g 25 -bf 3",
        PICTURES + "-c:v libx264 -g 25 -tune zerolatency -b:v 9M -strict experimental",
        PICTURES + "-c:v libx265 -x265-params log-level=none",
        PICTURES + "-c:v mjpeg -q:v 1",
        PICTURES + SOUND + "-c:v libx264 -bf 2 -c:a aac",
        PICTURES + SOUND + "-c:v libx264 -c:a libopus",
        PICTURES
            + SOUND
            + "-c:v libx264 -c:a pcm_alaw -ar 8000 -syncpoints none -strict experimental",
        SOUND + "-c:a pcm_mulaw -ar 8000",
      })
  void findsEachPacketWithItsTimeAndBytes(String options) throws Exception {
    Path recorded = folder.resolve("clip.nut");
    run(
        "ffmpeg -hide_banner -loglevel error -y %s -f nut -write_index 0 %s"
            .formatted(options, recorded));
    Path copied = folder.resolve("copy.nut");
    run(
        "%s -hide_banner -loglevel error -y -i %s -c copy -f nut -write_index 0 -strict experimental %s"
            .formatted(FfmpegProgram.find(Optional.empty()), recorded, copied));

    for (Path file : List.of(recorded, copied)) {
      List<Packet> packets = read(file);
      assertThat(packets).isNotEmpty().isEqualTo(probe(file));
    }
  }

  /** FFmpeg rounds its times. */
  private record Packet(int stream, double seconds, boolean key, int size, String hash) {
    @Override
    public boolean equals(Object other) {
      return other
              instanceof
              Packet(var otherStream, var otherSeconds, var otherKey, var otherSize, var otherHash)
          && stream == otherStream
          && Math.abs(seconds - otherSeconds) < 1e-6
          && key == otherKey
          && size == otherSize
          && hash.equals(otherHash);
    }

    @Override
    public int hashCode() {
      return hash.hashCode();
    }
  }

  private static List<Packet> read(Path file) throws Exception {
    List<Packet> packets = new ArrayList<>();
    ByteBuf data = Unpooled.buffer();
    try (var in = Files.newInputStream(file)) {
      NutReader reader = NutReader.open(new BufferedBytes(in));
      while (true) {
        NutPacket next = reader.next();
        data.clear();
        reader.take(data);
        assertThat(data.readableBytes()).isEqualTo(next.sizeBytes());
        packets.add(
            new Packet(
                next.stream().id(),
                next.presentationNanos() / 1e9,
                next.keyFrame(),
                next.sizeBytes(),
                HexFormat.of()
                    .formatHex(
                        MessageDigest.getInstance("SHA-1").digest(ByteBufUtil.getBytes(data)))));
      }
    } catch (EOFException e) {
      return packets;
    }
  }

  private static List<Packet> probe(Path file) throws Exception {
    String said =
        run(
            "ffprobe -v fatal -show_packets -show_data_hash SHA160 -show_entries"
                + " packet=stream_index,pts_time,size,flags,data_hash -of csv=p=0 "
                + file);
    return said.lines()
        .map(line -> line.split(","))
        .map(fields ->
            new Packet(
                Integer.parseInt(fields[0]),
                Double.parseDouble(fields[1]),
                fields[3].startsWith("K"),
                Integer.parseInt(fields[2]),
                fields[4].replace("SHA160:", "")))
        .toList();
  }

  private static String run(String command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command.split(" +")).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }
}
