package io.zoetrope.ffmpeg.transcode;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.zoetrope.core.codec.NalUnits;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.FrameBuilder;
import io.zoetrope.core.media.FrameFactory;
import io.zoetrope.core.media.H264;
import io.zoetrope.core.media.H265;
import io.zoetrope.core.media.ParameterSet;
import io.zoetrope.core.media.Track;
import io.zoetrope.core.media.VideoFormat;
import io.zoetrope.ffmpeg.nut.NutPacket;
import io.zoetrope.ffmpeg.nut.NutReader;
import io.zoetrope.ffmpeg.pictures.BufferedBytes;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A video that FFmpeg has made, as a camera would send it. */
final class SampleVideo {
  private static final int SEI = 6;
  private static final int FIRST_AUXILIARY = 9;

  private final List<Sample> samples = new ArrayList<>();
  private final Map<Integer, List<ParameterSet>> sets = new TreeMap<>();
  private final boolean h265;
  private final int width;
  private final int height;

  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Sample(byte[] data, boolean keyFrame, long nanos) {}

  /** Has the system's FFmpeg make it: a moving pattern, at 25 frames/s. */
  SampleVideo(int width, int height, double seconds, String encoder) throws Exception {
    this.width = width;
    this.height = height;
    this.h265 = encoder.contains("265");
    List<String> command = new ArrayList<>();
    command.addAll(List.of("ffmpeg", "-hide_banner", "-loglevel", "error", "-f", "lavfi", "-i"));
    command.add("testsrc2=size=%dx%d:rate=25:duration=%s".formatted(width, height, seconds));
    command.addAll(List.of(encoder.split(" ")));
    command.addAll(List.of("-pix_fmt", "yuv420p", "-f", "nut", "-write_index", "0", "pipe:1"));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (var in = process.getInputStream()) {
      read(NutReader.open(new BufferedBytes(in)));
    }
    assertThat(process.waitFor()).isZero();
  }

  private void read(NutReader in) throws IOException {
    units(Unpooled.wrappedBuffer(in.streams().getFirst().setup().toBytes()));
    while (true) {
      ByteBuf data = Unpooled.buffer();
      NutPacket packet;
      try {
        packet = in.next();
        in.take(data);
      } catch (EOFException e) {
        return;
      }
      samples.add(new Sample(units(data), packet.keyFrame(), packet.presentationNanos()));
    }
  }

  /** The units behind their lengths; parameter sets are taken out. */
  private byte[] units(ByteBuf annexB) {
    ByteBuf frame = Unpooled.buffer();
    NalUnits.betweenStartCodes(
        annexB,
        unit -> {
          int type =
              h265
                  ? unit.getByte(unit.readerIndex()) >> 1 & 63
                  : unit.getByte(unit.readerIndex()) & 31;
          boolean set = h265 ? type >= 32 && type <= 34 : type == 7 || type == 8;
          if (set) {
            byte[] bytes = new byte[unit.readableBytes()];
            unit.getBytes(unit.readerIndex(), bytes);
            sets.put(type, List.of(ParameterSet.of(bytes)));
          } else if (h265 ? type < 35 : type != SEI && type < FIRST_AUXILIARY) {
            frame.writeInt(unit.readableBytes()).writeBytes(unit);
          }
        });
    byte[] bytes = new byte[frame.readableBytes()];
    frame.readBytes(bytes);
    return bytes;
  }

  int count() {
    return samples.size();
  }

  VideoFormat format() {
    return h265
        ? new H265(width, height, set(32), set(33), set(34))
        : new H264(width, height, set(7), set(8));
  }

  private List<ParameterSet> set(int type) {
    return sets.getOrDefault(type, List.of());
  }

  /** The time at which a frame is presented. */
  long nanos(int index) {
    return samples.get(index).nanos();
  }

  /** The frame at this place in the order of decoding; the caller's to release. */
  Frame frame(int index, FrameFactory frames) {
    Sample sample = samples.get(index);
    try (FrameBuilder builder = frames.begin(sample.data().length)) {
      builder.buffer().writeBytes(sample.data());
      return builder.finish(Track.only(format()), sample.keyFrame(), sample.nanos());
    }
  }

  static Frame garbage(VideoFormat format, FrameFactory frames) {
    byte[] bytes = "no video at all".getBytes(StandardCharsets.US_ASCII);
    try (FrameBuilder builder = frames.begin(64)) {
      builder.buffer().writeInt(bytes.length).writeBytes(bytes);
      return builder.finish(Track.only(format), true, builder.capturedNanos());
    }
  }
}
