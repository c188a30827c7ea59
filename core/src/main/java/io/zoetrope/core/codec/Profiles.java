package io.zoetrope.core.codec;

import io.zoetrope.core.media.Aac;
import io.zoetrope.core.media.G711;
import io.zoetrope.core.media.H264;
import io.zoetrope.core.media.H265;
import io.zoetrope.core.media.Jpeg;
import io.zoetrope.core.media.Opus;
import io.zoetrope.core.media.TrackFormat;
import java.util.Optional;

/** Which part of its codec a track uses, as people call it. */
public final class Profiles {
  private static final int SET_1 = 0x40;

  private Profiles() {}

  /**
   * The profile's name, and the level of video, such as {@code High 4.1}; empty if there is none.
   */
  public static Optional<String> nameOf(TrackFormat format) {
    return switch (format) {
      case H264 h264 -> H264Sps.parse(h264.sps().getFirst()).map(Profiles::nameOf);
      case H265 h265 -> H265Sps.parse(h265.sps().getFirst()).map(Profiles::nameOf);
      case Aac aac -> Optional.of(nameOf(aac));
      case G711 g711 -> Optional.of(g711.law() == G711.Law.A ? "A-law" : "µ-law");
      case Jpeg _, Opus _ -> Optional.empty();
    };
  }

  private static String nameOf(H264Sps sps) {
    String name =
        switch (sps.profile()) {
          case 66 -> (sps.constraints() & SET_1) == 0 ? "Baseline" : "Constrained Baseline";
          case 77 -> "Main";
          case 88 -> "Extended";
          case 100 -> "High";
          case 110 -> "High 10";
          case 122 -> "High 4:2:2";
          case 244 -> "High 4:4:4 Predictive";
          default -> "profile " + sps.profile();
        };
    return "%s %s".formatted(name, level(sps.level(), 10));
  }

  private static String nameOf(H265Sps sps) {
    int profile = sps.profileSpace() & 0x1F;
    String name =
        switch (profile) {
          case 1 -> "Main";
          case 2 -> "Main 10";
          case 3 -> "Main Still Picture";
          case 4 -> "Range Extensions";
          default -> "profile " + profile;
        };
    return "%s %s".formatted(name, level(sps.level(), 30));
  }

  private static String level(int coded, int unit) {
    return "%d.%d".formatted(coded / unit, coded % unit * 10 / unit);
  }

  private static String nameOf(Aac aac) {
    return switch (aac.objectType()) {
      case 1 -> "Main";
      case 2 -> "LC";
      case 5 -> "HE-AAC";
      case 29 -> "HE-AAC v2";
      case 23 -> "LD";
      case 39 -> "ELD";
      case 42 -> "xHE-AAC";
      default -> "type " + aac.objectType();
    };
  }
}
