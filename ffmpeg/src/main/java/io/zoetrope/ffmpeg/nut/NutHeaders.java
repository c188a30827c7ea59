package io.zoetrope.ffmpeg.nut;

import io.zoetrope.core.media.ParameterSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All that is not a packet: what holds for the container and its streams, and from time to time a
 * point from which times are counted. Used by one thread.
 */
final class NutHeaders {
  private static final byte[] IDENTIFIER =
      "nut/multimedia container\0".getBytes(StandardCharsets.US_ASCII);

  private static final long MAIN = 0x4E4D_7A56_1F5F_04ADL;
  private static final long STREAM = 0x4E53_1140_5BF2_F9DBL;
  private static final long SYNCPOINT = 0x4E4B_E4AD_EECA_4569L;

  private static final int LONGEST_HEADER = 1 << 20;
  private static final int LONGEST_WITHOUT_OWN_CHECKSUM = 4096;
  private static final int CHECKSUM_BYTES = 4;
  private static final int MOST_PIXELS = 1 << 16;
  private static final int MOST_CHANNELS = 255;
  private static final int FASTEST_SAMPLE_RATE = 1 << 20;

  private final NutFields in;
  private final SortedMap<Integer, NutStream> streams = new TreeMap<>();
  private final List<NutTimes> times = new ArrayList<>();
  private @Nullable NutHeader header;

  NutHeaders(NutFields in) {
    this.in = in;
  }

  /** Blocks until what holds for the container and all of its streams is known. */
  NutHeader readFirst() throws IOException {
    byte[] first = in.bytes(IDENTIFIER.length);
    if (!Arrays.equals(first, IDENTIFIER)) {
      throw new IOException("what FFmpeg writes is not NUT");
    }
    NutHeader found = header;
    while (found == null || streams.size() < found.streams()) {
      int octet = in.octet();
      if (octet != 'N') {
        throw new IOException("what FFmpeg writes has a packet before its headers");
      }
      readOne(octet);
      found = header;
    }
    return found;
  }

  List<NutStream> streams() {
    return List.copyOf(streams.values());
  }

  NutStream stream(int id) throws IOException {
    NutStream stream = streams.get(id);
    if (stream == null) {
      throw new IOException(
          "what FFmpeg writes has a packet of a stream that it has not described");
    }
    return stream;
  }

  NutTimes timesOf(NutStream stream) {
    return times.get(stream.id());
  }

  /**
   * Takes one header. FFmpeg writes those of the streams again now and then: the first ones hold.
   */
  void readOne(int firstOctet) throws IOException {
    long startCode = in.startCode(firstOctet);
    int size = in.number(LONGEST_HEADER);
    if (size > LONGEST_WITHOUT_OWN_CHECKSUM) {
      in.skip(CHECKSUM_BYTES);
    }
    long end = in.position() + size;
    if (startCode == MAIN && header == null) {
      header = NutHeader.read(in);
    } else if (startCode == STREAM && header != null && streams.size() < header.streams()) {
      NutStream stream = stream(header);
      streams.put(stream.id(), stream);
    } else if (startCode == SYNCPOINT && header != null) {
      restart(header);
    }
    if (in.position() > end) {
      throw new IOException("what FFmpeg writes has a header that is longer than it says");
    }
    in.skip(end - in.position());
  }

  private NutStream stream(NutHeader of) throws IOException {
    int id = in.number(of.streams() - 1);
    if (id != streams.size()) {
      throw new IOException("what FFmpeg writes does not describe its streams in their order");
    }
    int type = in.number(Integer.MAX_VALUE);
    String tag = in.text();
    TimeBase timeBase = of.timeBase(in);
    int shift = in.number(16);
    long _ = in.number(); // How far times of neighbours are apart at most.
    int delay = in.number(1000);
    long _ = in.number(); // Whether its rate is constant.
    ParameterSet setup = ParameterSet.of(in.bytes());
    times.add(new NutTimes(timeBase, shift));
    if (type == 0) {
      int width = in.number(MOST_PIXELS);
      int height = in.number(MOST_PIXELS);
      return new NutStream(
          id, NutStream.Kind.VIDEO, tag, setup, timeBase, delay, width, height, 0, 0);
    }
    if (type == 1) {
      int rate = in.number(FASTEST_SAMPLE_RATE) / Math.max(1, in.number(FASTEST_SAMPLE_RATE));
      int channels = in.number(MOST_CHANNELS);
      return new NutStream(
          id, NutStream.Kind.AUDIO, tag, setup, timeBase, delay, 0, 0, rate, channels);
    }
    return new NutStream(id, NutStream.Kind.OTHER, tag, setup, timeBase, delay, 0, 0, 0, 0);
  }

  private void restart(NutHeader of) throws IOException {
    long coded = in.number();
    int bases = of.timeBases().size();
    TimeBase base = of.timeBases().get((int) (coded % bases));
    for (NutTimes each : times) {
      each.restart(coded / bases, base);
    }
  }
}
