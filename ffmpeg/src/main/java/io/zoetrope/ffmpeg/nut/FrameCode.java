package io.zoetrope.ffmpeg.nut;

import java.io.IOException;

/**
 * What the first byte of a packet stands for, so that the rest of its header can be short.
 *
 * @param flags see {@link Flag}
 * @param sizeFactor the size of the data is a multiple of this, if any was written, plus the rest
 * @param headerIndex which of the known beginnings of packets was left out
 */
record FrameCode(
    int flags,
    int streamId,
    int sizeFactor,
    int sizeRest,
    long pointsDelta,
    int reservedFields,
    int headerIndex) {
  private static final int CODES = 256;
  private static final int MOST_STREAMS = 255;
  private static final int MOST_FIELDS = 64;
  private static final int LARGEST_SIZE = 1 << 28;

  /** One bit of the flags. */
  enum Flag {
    KEY(1),
    CODED_TIME(8),
    STREAM_ID(16),
    SIZE(32),
    CHECKSUM(64),
    RESERVED(128),
    SIDE_DATA(256),
    HEADER_INDEX(1024),
    MATCH_TIME(2048),
    CODED_FLAGS(4096),
    INVALID(8192);

    private final int bit;

    Flag(int bit) {
      this.bit = bit;
    }

    boolean in(int flags) {
      return (flags & bit) != 0;
    }
  }

  /** Reads what all 256 bytes stand for, which is written in runs of like ones. */
  static FrameCode[] readAll(NutFields in) throws IOException {
    FrameCode[] codes = new FrameCode[CODES];
    long pointsDelta = 0;
    int factor = 1;
    int stream = 0;
    int headerIndex = 0;
    for (int code = 0; code < CODES; ) {
      int flags = in.number(Short.MAX_VALUE);
      int fields = in.number(MOST_FIELDS);
      pointsDelta = fields > 0 ? in.signed() : pointsDelta;
      factor = fields > 1 ? in.number(LARGEST_SIZE) : factor;
      stream = fields > 2 ? in.number(MOST_STREAMS) : stream;
      int rest = fields > 3 ? in.number(LARGEST_SIZE) : 0;
      int reserved = fields > 4 ? in.number(MOST_FIELDS) : 0;
      int count = fields > 5 ? in.number(CODES) : factor - rest;
      if (fields > 6) {
        in.skipNumber(); // How well times of streams match.
      }
      headerIndex = fields > 7 ? in.number(CODES) : headerIndex;
      for (int more = 8; more < fields; more++) {
        long _ = in.number();
      }
      if (count <= 0) {
        throw new IOException("what FFmpeg writes describes packets of no kind");
      }
      for (int n = 0; n < count && code < CODES; code++) {
        boolean startCode = code == 'N'; // The first byte of all headers.
        codes[code] =
            new FrameCode(
                startCode ? Flag.INVALID.bit : flags,
                stream,
                factor,
                rest + n,
                pointsDelta,
                reserved,
                headerIndex);
        n += startCode ? 0 : 1;
      }
    }
    return codes;
  }
}
