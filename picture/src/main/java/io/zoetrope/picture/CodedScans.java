package io.zoetrope.picture;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * Finds where the data of a picture ends that has no end-of-image marker, by reading all its blocks
 * (ITU T.81, Annex F) without decoding them: a picture that was cut off has too few. For one thread
 * and one picture; only for sequential pictures with Huffman codes.
 */
final class CodedScans {
  private static final int COEFFICIENTS = 64;
  private static final int COUNTS_BYTES = 16;

  private final ByteBuffer bytes;
  private int width;
  private int height;
  private int restartInterval;
  private final Map<Integer, Component> components = new HashMap<>();
  private final Map<Integer, HuffmanCodes> tables = new HashMap<>();
  private int widest = 1;
  private int highest = 1;

  private record Component(int across, int down) {}

  private record Coded(Component component, HuffmanCodes dc, HuffmanCodes ac) {}

  private static final class Truncated extends Exception {
    private static final long serialVersionUID = 1;

    Truncated() {
      super(null, null, false, false);
    }
  }

  /** The bytes are big-endian, from the picture's start on, with a header that was checked. */
  CodedScans(ByteBuffer bytes) {
    this.bytes = bytes;
    ByteBuffer standard = ByteBuffer.wrap(HuffmanTables.segment());
    define(standard, 4, standard.limit());
  }

  /** Where the data of the last scan ends, or -1 if it is not all there. */
  int end() {
    try {
      int at = 2;
      boolean scanned = false;
      int left = 0;
      while (!scanned || left > 0) {
        int marker = JpegHeader.nextMarker(bytes, at);
        if (marker < 0 || marker + 3 > bytes.limit() || (scanned && octet(at) != 0xFF)) {
          return -1;
        }
        int code = octet(marker);
        at = marker + 1;
        if (JpegHeader.standsAlone(code)) {
          continue;
        }
        int length = unsignedShort(at);
        if (length < 2 || at + length > bytes.limit()) {
          return -1;
        }
        int next = at + length;
        if (code == 0xC4) {
          define(bytes, at + 2, next);
        } else if (code == 0xDD && length >= 4) {
          restartInterval = unsignedShort(at + 2);
        } else if (code == 0xDA) {
          if (length < 8 || length != 6 + 2 * octet(at + 2)) {
            return -1;
          }
          left -= octet(at + 2);
          next = readScan(at);
          scanned = true;
        } else if ((code == 0xC0 || code == 0xC1) && !scanned) {
          readFrameHeader(at);
          left = components.size();
        }
        at = next;
      }
      return at;
    } catch (Truncated e) {
      return -1;
    }
  }

  private void readFrameHeader(int at) {
    height = unsignedShort(at + 3);
    width = unsignedShort(at + 5);
    int count = octet(at + 7);
    for (int i = 0; i < count; i++) {
      int sampling = octet(at + 9 + 3 * i);
      Component component = new Component(sampling >> 4, sampling & 0xF);
      widest = Math.max(widest, component.across());
      highest = Math.max(highest, component.down());
      components.put(octet(at + 8 + 3 * i), component);
    }
  }

  private void define(ByteBuffer segment, int from, int to) {
    int at = from;
    while (at + 1 + COUNTS_BYTES <= to) {
      int next = at + 1 + COUNTS_BYTES + HuffmanCodes.total(segment, at + 1);
      if (next > to) {
        return;
      }
      tables.put(segment.get(at) & 0xFF, HuffmanCodes.of(segment, at + 1));
      at = next;
    }
  }

  private int readScan(int header) throws Truncated {
    int count = octet(header + 2);
    Coded[] coded = new Coded[count];
    for (int i = 0; i < count; i++) {
      Component component = components.get(octet(header + 3 + 2 * i));
      int selected = octet(header + 4 + 2 * i);
      HuffmanCodes dc = tables.get(selected >> 4);
      HuffmanCodes ac = tables.get(0x10 | (selected & 0xF));
      if (component == null || dc == null || ac == null) {
        throw new Truncated();
      }
      coded[i] = new Coded(component, dc, ac);
    }
    CodedBits bits = new CodedBits(bytes, header + 6 + 2 * count);
    long units = units(coded);
    for (long unit = 0; unit < units; unit++) {
      if (restartInterval > 0 && unit > 0 && unit % restartInterval == 0 && !bits.restart()) {
        throw new Truncated();
      }
      for (Coded each : coded) {
        int blocks = count == 1 ? 1 : each.component().across() * each.component().down();
        for (int block = 0; block < blocks; block++) {
          readBlock(bits, each);
        }
      }
    }
    return bits.position();
  }

  /** How many units are coded: blocks of one component, or groups of blocks of several. */
  private long units(Coded[] coded) {
    if (coded.length > 1) {
      return (long) Math.ceilDiv(width, 8 * widest) * Math.ceilDiv(height, 8 * highest);
    }
    Component only = coded[0].component();
    return (long) Math.ceilDiv(Math.ceilDiv(width * only.across(), widest), 8)
        * Math.ceilDiv(Math.ceilDiv(height * only.down(), highest), 8);
  }

  private static void readBlock(CodedBits bits, Coded coded) throws Truncated {
    int size = coded.dc().read(bits);
    if (size < 0 || size > 16 || !bits.skip(size)) {
      throw new Truncated();
    }
    for (int k = 1; k < COEFFICIENTS; k++) {
      int symbol = coded.ac().read(bits);
      if (symbol == 0) {
        return; // The rest of the block is zero.
      }
      k += symbol >> 4;
      if (symbol < 0 || k >= COEFFICIENTS || !bits.skip(symbol & 0xF)) {
        throw new Truncated();
      }
    }
  }

  private int unsignedShort(int offset) {
    return bytes.getShort(offset) & 0xFFFF;
  }

  private int octet(int offset) {
    return bytes.get(offset) & 0xFF;
  }
}
