package io.zoetrope.mp4;

import io.zoetrope.core.media.Aac;
import io.zoetrope.core.media.H264;
import io.zoetrope.core.media.H265;
import io.zoetrope.core.media.Opus;
import io.zoetrope.core.media.ParameterSet;
import io.zoetrope.core.media.Track;
import java.util.HexFormat;
import java.util.List;

/** Formats of which all bytes are known. */
final class Formats {
  static final Track VIDEO =
      new Track(
          0,
          new H264(
              1280,
              720,
              List.of(
                  set("6742c01ed900a02ff97011000003000100000300320f162e48"), set("6742c01fda0203")),
              List.of(set("68ce3c80"), set("68ce3c81"), set("68ce"))));
  static final String HIGH_SPS = "67640028acd940780227e5c044000003000400000300c83c60c658";
  static final String H265_SPS =
      "420101016000000300900000030000030078a003c08010e596566924caf0168080000003008000000c84";
  static final Track H265 =
      new Track(
          0,
          new H265(
              1920,
              1080,
              List.of(set("40010c01")),
              List.of(set(H265_SPS)),
              List.of(set("4401c1"), set("4401c2"))));
  static final Track AAC = new Track(1, new Aac(2, 44_100, 2, set("1210")));
  static final Track OPUS = new Track(2, new Opus(1));

  private Formats() {}

  static ParameterSet set(String hex) {
    return ParameterSet.of(HexFormat.of().parseHex(hex));
  }
}
