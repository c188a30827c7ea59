package io.zoetrope.mp4;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.zoetrope.core.media.TrackFormat;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * Where the samples of a track are in a file, and when they are decoded and presented. It takes 16
 * bytes of memory a sample, and as many for each run of samples that follow each other in the file.
 * Used by one thread.
 */
final class SampleTable {
  private static final int SAMPLE_BYTES = 16;
  private static final int COMPOSITION = 8;
  private static final int SIZE = 12;
  private static final int CHUNK_BYTES = 16;
  private static final int FIRST_SAMPLE = 8;
  private static final int ENTRY = 12;
  private static final long LARGEST_SHORT_OFFSET = 0xFFFF_FFFFL;

  private final List<TrackFormat> formats = new ArrayList<>();
  private final ByteBuf samples = Unpooled.buffer();
  private final ByteBuf chunks = Unpooled.buffer();
  private final BitSet keys = new BitSet();
  private int count;
  private long fileEnd = -1;
  private long lastDuration = 1;

  /** Adds the sample that is decoded next. Times are in units of the track. */
  void add(TrackFormat format, long offset, int size, boolean key, long decode, long composition) {
    int entry = formats.isEmpty() || !formats.getLast().equals(format) ? formats.size() + 1 : 0;
    if (entry > 0) {
      formats.add(format);
    }
    if (entry > 0 || offset != fileEnd) {
      chunks.writeLong(offset).writeInt(count).writeInt(formats.size());
    }
    fileEnd = offset + size;
    samples.writeLong(decode).writeInt((int) composition).writeInt(size);
    keys.set(count, key);
    count++;
  }

  /** Leaves the last samples out that are not presented before this. */
  void trim(long end) {
    while (count > 0 && presentation(count - 1) >= end) {
      count--;
    }
    samples.writerIndex(count * SAMPLE_BYTES);
    while (chunkCount() > 0 && firstSample(chunkCount() - 1) >= count) {
      chunks.writerIndex(chunks.writerIndex() - CHUNK_BYTES);
    }
  }

  /** Says how long the last sample lasts, which is a moment at least. */
  void last(long duration) {
    lastDuration = Math.max(1, duration);
  }

  int count() {
    return count;
  }

  TrackFormat format() {
    return formats.getFirst();
  }

  long firstDecode() {
    return decode(0);
  }

  long lastDecode() {
    return decode(count - 1);
  }

  long lastPresentation() {
    long last = Long.MIN_VALUE;
    for (int sample = 0; sample < count; sample++) {
      last = Math.max(last, presentation(sample));
    }
    return last;
  }

  /** When all samples have been decoded. */
  long decodeEnd() {
    return lastDecode() + lastDuration;
  }

  long presentation(int sample) {
    return decode(sample) + composition(sample);
  }

  /** Writes the content of an stbl box (ISO/IEC 14496-12, 8.5 to 8.7). */
  void write(BoxWriter out) {
    out.fullBox(
        "stsd",
        0,
        0,
        () -> {
          out.u32(formats.size());
          formats.forEach(format -> SampleEntry.write(out, format));
        });
    out.fullBox("stts", 0, 0, () -> runs(out, this::duration));
    writeCompositions(out);
    if (!format().framesStandAlone()) {
      out.fullBox(
          "stss",
          0,
          0,
          () -> {
            out.u32(keys.get(0, count).cardinality());
            keys.stream().takeWhile(key -> key < count).forEach(key -> out.u32(key + 1));
          });
    }
    writeChunks(out);
    out.fullBox(
        "stsz",
        0,
        0,
        () -> {
          out.u32(0).u32(count);
          for (int sample = 0; sample < count; sample++) {
            out.u32(size(sample));
          }
        });
    writeOffsets(out);
  }

  private void writeCompositions(BoxWriter out) {
    boolean any = false;
    boolean negative = false;
    for (int sample = 0; sample < count; sample++) {
      any |= composition(sample) != 0;
      negative |= composition(sample) < 0;
    }
    if (any) {
      out.fullBox("ctts", negative ? 1 : 0, 0, () -> runs(out, this::composition));
    }
  }

  private void writeChunks(BoxWriter out) {
    BoxWriter runs = new BoxWriter();
    int number = 0;
    int before = 0;
    int entryBefore = 0;
    for (int chunk = 0; chunk < chunkCount(); chunk++) {
      int next = chunk + 1 < chunkCount() ? firstSample(chunk + 1) : count;
      int inChunk = next - firstSample(chunk);
      if (inChunk != before || entry(chunk) != entryBefore) {
        runs.u32(chunk + 1).u32(inChunk).u32(entry(chunk));
        number++;
        before = inChunk;
        entryBefore = entry(chunk);
      }
    }
    int all = number;
    out.fullBox("stsc", 0, 0, () -> out.u32(all).bytes(runs.toBytes()));
  }

  private void writeOffsets(BoxWriter out) {
    boolean isShort = chunkCount() == 0 || offset(chunkCount() - 1) <= LARGEST_SHORT_OFFSET;
    out.fullBox(
        isShort ? "stco" : "co64",
        0,
        0,
        () -> {
          out.u32(chunkCount());
          for (int chunk = 0; chunk < chunkCount(); chunk++) {
            if (isShort) {
              out.u32((int) offset(chunk));
            } else {
              out.u64(offset(chunk));
            }
          }
        });
  }

  /** Values that follow each other, each written once with how often it comes. */
  private void runs(BoxWriter out, IntUnaryOperator valueOf) {
    BoxWriter runs = new BoxWriter();
    int number = 0;
    for (int sample = 0; sample < count; number++) {
      int value = valueOf.applyAsInt(sample);
      int first = sample;
      while (sample < count && valueOf.applyAsInt(sample) == value) {
        sample++;
      }
      runs.u32(sample - first).u32(value);
    }
    out.u32(number).bytes(runs.toBytes());
  }

  private int duration(int sample) {
    return (int) (sample + 1 < count ? decode(sample + 1) - decode(sample) : lastDuration);
  }

  private long decode(int sample) {
    return samples.getLong(sample * SAMPLE_BYTES);
  }

  private int composition(int sample) {
    return samples.getInt(sample * SAMPLE_BYTES + COMPOSITION);
  }

  private int size(int sample) {
    return samples.getInt(sample * SAMPLE_BYTES + SIZE);
  }

  private int chunkCount() {
    return chunks.writerIndex() / CHUNK_BYTES;
  }

  private long offset(int chunk) {
    return chunks.getLong(chunk * CHUNK_BYTES);
  }

  private int firstSample(int chunk) {
    return chunks.getInt(chunk * CHUNK_BYTES + FIRST_SAMPLE);
  }

  private int entry(int chunk) {
    return chunks.getInt(chunk * CHUNK_BYTES + ENTRY);
  }
}
