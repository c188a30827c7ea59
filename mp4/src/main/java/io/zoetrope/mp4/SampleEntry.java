package io.zoetrope.mp4;

import io.zoetrope.core.media.Aac;
import io.zoetrope.core.media.AudioFormat;
import io.zoetrope.core.media.G711;
import io.zoetrope.core.media.H264;
import io.zoetrope.core.media.H265;
import io.zoetrope.core.media.Jpeg;
import io.zoetrope.core.media.Opus;
import io.zoetrope.core.media.TrackFormat;
import io.zoetrope.core.media.VideoFormat;

/** Writes how a track is encoded (ISO/IEC 14496-12, 8.5.2, and the standards of its codec). */
final class SampleEntry {
  private static final int SEVENTY_TWO_DPI = 72 << 16;
  private static final int COLOUR = 0x18;

  private SampleEntry() {}

  static void write(BoxWriter out, TrackFormat format) {
    switch (format) {
      case H264 h264 ->
          visual(out, "avc1", h264, () -> out.box("avcC", () -> out.bytes(DecoderConfig.of(h264))));
      case H265 h265 ->
          visual(out, "hvc1", h265, () -> out.box("hvcC", () -> out.bytes(DecoderConfig.of(h265))));
      case Aac aac -> sound(out, "mp4a", aac, () -> elementaryStream(out, aac));
      case Opus opus ->
          sound(out, "Opus", opus, () -> out.box("dOps", () -> out.bytes(DecoderConfig.of(opus))));
      case Jpeg _, G711 _ ->
          throw new IllegalArgumentException("Not put into MP4: " + format.codecName());
    }
  }

  private static void visual(BoxWriter out, String type, VideoFormat format, Runnable config) {
    out.box(
        type,
        () -> {
          out.zeros(6).u16(1); // The data is in this file.
          out.zeros(16).u16(format.width()).u16(format.height());
          out.u32(SEVENTY_TWO_DPI).u32(SEVENTY_TWO_DPI).zeros(4).u16(1);
          out.zeros(32).u16(COLOUR).u16(-1); // Without a compressor's name or a colour table.
          config.run();
        });
  }

  private static void sound(BoxWriter out, String type, AudioFormat format, Runnable config) {
    int rate = format.sampleRate();
    out.box(
        type,
        () -> {
          out.zeros(6).u16(1);
          out.zeros(8).u16(format.channels()).u16(16).zeros(4);
          out.u32(rate < 1 << 16 ? rate << 16 : 0); // Larger ones are in the config only.
          config.run();
        });
  }

  /** ISO/IEC 14496-1, 7.2.6.5, and 14496-14, 5.6. */
  private static void elementaryStream(BoxWriter out, Aac format) {
    byte[] config = DecoderConfig.of(format);
    BoxWriter specific = new BoxWriter();
    descriptor(specific, 5, config);
    BoxWriter decoder = new BoxWriter();
    decoder.u8(0x40).u8(0x15).u24(0).u32(0).u32(0).bytes(specific.toBytes()); // AAC; audio.
    BoxWriter stream = new BoxWriter().u16(0).u8(0);
    descriptor(stream, 4, decoder.toBytes());
    descriptor(stream, 6, new byte[] {2});
    out.fullBox("esds", 0, 0, () -> descriptor(out, 3, stream.toBytes()));
  }

  private static void descriptor(BoxWriter out, int tag, byte[] content) {
    out.u8(tag);
    for (int shift = 21; shift > 0; shift -= 7) {
      out.u8(0x80 | ((content.length >> shift) & 0x7F));
    }
    out.u8(content.length & 0x7F).bytes(content);
  }
}
