package io.zoetrope.mp4;

import io.zoetrope.core.codec.H264Sps;
import io.zoetrope.core.codec.H265Sps;
import io.zoetrope.core.media.Aac;
import io.zoetrope.core.media.G711;
import io.zoetrope.core.media.H264;
import io.zoetrope.core.media.H265;
import io.zoetrope.core.media.Jpeg;
import io.zoetrope.core.media.Opus;
import io.zoetrope.core.media.TrackFormat;
import java.util.Optional;

/** What a format is called where a browser is asked whether it can play it (RFC 6381). */
public final class CodecString {

  private CodecString() {}

  /**
   * Such as {@code avc1.640028}; empty for what we do not put into MP4: JPEG, G.711, and video with
   * damaged parameter sets.
   */
  public static Optional<String> of(TrackFormat format) {
    return switch (format) {
      case H264 h264 -> H264Sps.parse(h264.sps().getFirst()).map(CodecString::of);
      case H265 h265 -> H265Sps.parse(h265.sps().getFirst()).map(CodecString::of);
      case Aac aac -> Optional.of("mp4a.40." + aac.objectType());
      case Opus _ -> Optional.of("opus");
      case Jpeg _, G711 _ -> Optional.empty();
    };
  }

  private static String of(H264Sps sps) {
    return "avc1.%02x%02x%02x".formatted(sps.profile(), sps.constraints(), sps.level());
  }

  /** ISO/IEC 14496-15, E.3. */
  private static String of(H265Sps sps) {
    String space = new String[] {"", "A", "B", "C"}[sps.profileSpace() >> 6];
    boolean high = (sps.profileSpace() & 0x20) != 0;
    StringBuilder name = new StringBuilder("hvc1.").append(space);
    name.append(sps.profileSpace() & 0x1F).append('.');
    name.append(Integer.toHexString(Integer.reverse(sps.compatibility())));
    name.append(high ? ".H" : ".L").append(sps.level());
    // Six bytes, without the zeros at the end.
    for (long rest = sps.constraints() << 16; rest != 0; rest <<= 8) {
      name.append('.').append(Long.toHexString(rest >>> 56));
    }
    return name.toString();
  }
}
