package io.zoetrope.mp4;

import io.zoetrope.core.codec.H264Sps;
import io.zoetrope.core.codec.H265Sps;
import io.zoetrope.core.media.Aac;
import io.zoetrope.core.media.H264;
import io.zoetrope.core.media.H265;
import io.zoetrope.core.media.Opus;
import io.zoetrope.core.media.ParameterSet;
import java.util.List;
import java.util.Optional;

/**
 * What a decoder must know before the first frame, as it is written in MP4 and given to a browser's
 * decoder. The formats must be such that {@link InitSegment#canHold} them.
 */
public final class DecoderConfig {
  private static final int FOUR_BYTE_LENGTHS = 3;
  private static final int COMPLETE = 0x80;
  private static final int VPS = 32;
  private static final int SPS = 33;
  private static final int PPS = 34;

  private DecoderConfig() {}

  /** AVCDecoderConfigurationRecord (ISO/IEC 14496-15, 5.3.3.1), with all parameter sets. */
  public static byte[] of(H264 format) {
    H264Sps sps = known(H264Sps.parse(format.sps().getFirst()));
    BoxWriter out = new BoxWriter().u8(1);
    out.u8(sps.profile()).u8(sps.constraints()).u8(sps.level());
    out.u8(0xFC | FOUR_BYTE_LENGTHS).u8(0xE0 | format.sps().size());
    write(out, format.sps());
    out.u8(format.pps().size());
    write(out, format.pps());
    switch (sps.profile()) {
      case 66, 77, 88 -> {}
      default ->
          out.u8(0xFC | sps.chroma())
              .u8(0xF8 | (sps.lumaBits() - 8))
              .u8(0xF8 | (sps.chromaBits() - 8))
              .u8(0);
    }
    return out.toBytes();
  }

  /** HEVCDecoderConfigurationRecord (ISO/IEC 14496-15, 8.3.3.1), with all parameter sets. */
  public static byte[] of(H265 format) {
    H265Sps sps = known(H265Sps.parse(format.sps().getFirst()));
    BoxWriter out = new BoxWriter().u8(1);
    out.u8(sps.profileSpace()).u32(sps.compatibility());
    out.u16((int) (sps.constraints() >> 32)).u32((int) sps.constraints()).u8(sps.level());
    out.u16(0xF000).u8(0xFC).u8(0xFC | sps.chroma());
    out.u8(0xF8 | (sps.lumaBits() - 8)).u8(0xF8 | (sps.chromaBits() - 8));
    out.u16(0).u8(FOUR_BYTE_LENGTHS).u8(3); // Rate and temporal layers are not said.
    out.u8(COMPLETE | VPS).u16(format.vps().size());
    write(out, format.vps());
    out.u8(COMPLETE | SPS).u16(format.sps().size());
    write(out, format.sps());
    out.u8(COMPLETE | PPS).u16(format.pps().size());
    write(out, format.pps());
    return out.toBytes();
  }

  /** AudioSpecificConfig (ISO/IEC 14496-3, 1.6.2.1). */
  public static byte[] of(Aac format) {
    return format.config().toBytes();
  }

  /** OpusSpecificBox without its header (Encapsulation of Opus in ISO BMFF, 4.3.2). */
  static byte[] of(Opus format) {
    // Nothing is skipped: a viewer joins in the midst of the sound.
    return new BoxWriter()
        .u8(0)
        .u8(format.channels())
        .u16(0)
        .u32(format.sampleRate())
        .u16(0)
        .u8(0)
        .toBytes();
  }

  private static <T> T known(Optional<T> sps) {
    return sps.orElseThrow(() -> new IllegalArgumentException("damaged parameter sets"));
  }

  private static void write(BoxWriter out, List<ParameterSet> sets) {
    for (ParameterSet set : sets) {
      byte[] bytes = set.toBytes();
      out.u16(bytes.length).bytes(bytes);
    }
  }
}
