package io.zoetrope.ffmpeg.nut;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What comes first and holds for the whole container.
 *
 * @param beginnings bytes with which many packets begin, which are left out of them
 */
record NutHeader(
    int streams, List<TimeBase> timeBases, List<FrameCode> codes, List<byte[]> beginnings) {
  private static final int OLDEST_VERSION = 2;
  private static final int NEWEST_VERSION = 4;
  private static final int MOST_STREAMS = 16;
  private static final int MOST_TIME_BASES = 255;
  private static final int MOST_BEGINNINGS = 128;
  private static final int LONGEST_BEGINNING = 256;

  static NutHeader read(NutFields in) throws IOException {
    int version = in.number(Integer.MAX_VALUE);
    if (version < OLDEST_VERSION || version > NEWEST_VERSION) {
      throw new IOException(
          "FFmpeg writes version %d of NUT; Zoetrope reads 2 to 4".formatted(version));
    }
    if (version > 3) {
      long _ = in.number(); // The minor version.
    }
    int streams = (int) positive(in.number(MOST_STREAMS));
    long _ = in.number(); // How far syncpoints are apart at most.
    int bases = (int) positive(in.number(MOST_TIME_BASES));
    List<TimeBase> timeBases = new ArrayList<>();
    for (int n = 0; n < bases; n++) {
      timeBases.add(
          new TimeBase(
              positive(in.number(Integer.MAX_VALUE)), positive(in.number(Integer.MAX_VALUE))));
    }
    List<FrameCode> codes = List.of(FrameCode.readAll(in));
    List<byte[]> beginnings = new ArrayList<>(List.of(new byte[0]));
    int more = in.number(MOST_BEGINNINGS);
    for (int n = 0; n < more; n++) {
      beginnings.add(in.bytes(in.number(LONGEST_BEGINNING)));
    }
    return new NutHeader(streams, timeBases, codes, beginnings);
  }

  byte[] beginning(int index) throws IOException {
    if (index >= beginnings.size()) {
      throw new IOException("what FFmpeg writes is damaged: a packet begins in no known way");
    }
    return beginnings.get(index);
  }

  /** Takes the number of a time base. */
  TimeBase timeBase(NutFields in) throws IOException {
    return timeBases.get(in.number(timeBases.size() - 1));
  }

  private static long positive(int value) throws IOException {
    if (value == 0) {
      throw new IOException("what FFmpeg writes has a zero where none may be");
    }
    return value;
  }
}
