package io.zoetrope.core.codec;

import io.zoetrope.core.media.Aac;
import io.zoetrope.core.media.ParameterSet;
import java.util.Optional;

/** What a decoder of AAC must know: AudioSpecificConfig of ISO/IEC 14496-3, 1.6.2.1. */
public final class AacConfig {
  private static final int[] RATES = {
    96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000,
    7_350
  };
  private static final int WRITTEN_OUT = 15;
  private static final int LONG_TYPE = 31;
  private static final int MOST_RATE = 192_000;

  private AacConfig() {}

  /** Reads one; empty if it is damaged, or of channels that it describes by themselves. */
  public static Optional<Aac> parse(ParameterSet config) {
    BitReader in = new BitReader(config.toBytes());
    int type = in.integer(5);
    if (type == LONG_TYPE) {
      type = 32 + in.integer(6);
    }
    int index = in.integer(4);
    int rate = index == WRITTEN_OUT ? in.integer(24) : index < RATES.length ? RATES[index] : 0;
    int channels = in.integer(4);
    boolean sound = type > 0 && rate > 0 && rate <= MOST_RATE && channels > 0 && channels <= 7;
    return sound && !in.overrun()
        ? Optional.of(new Aac(type, rate, channels == 7 ? 8 : channels, config))
        : Optional.empty();
  }

  /**
   * Reads the header before a frame of a stream that has no other description (ADTS, 1.A.2.2);
   * empty if there is none.
   */
  public static Optional<Aac> ofAdts(byte[] header) {
    BitReader in = new BitReader(header);
    boolean begun = in.integer(12) == 0xFFF;
    in.skip(1 + 2 + 1); // ID, layer, protection_absent
    int profile = in.integer(2);
    int index = in.integer(4);
    in.skip(1); // private_bit
    int channels = in.integer(3);
    if (!begun || in.overrun()) {
      return Optional.empty();
    }
    int config = (profile + 1) << 11 | index << 7 | channels << 3;
    return parse(ParameterSet.of((byte) (config >> 8), (byte) config));
  }
}
