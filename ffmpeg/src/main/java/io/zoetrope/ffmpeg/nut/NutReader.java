package io.zoetrope.ffmpeg.nut;

import io.netty.buffer.ByteBuf;
import io.zoetrope.core.media.ParameterSet;
import io.zoetrope.ffmpeg.nut.FrameCode.Flag;
import io.zoetrope.ffmpeg.pictures.BufferedBytes;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Reads the packets of a NUT container as they come: {@link #next()} and then {@link #take} for
 * each. Used by one thread.
 */
public final class NutReader {
  /** No packet is larger. */
  public static final int MOST_BYTES = 32 << 20;

  /** Beginnings are left out of packets up to this size only. */
  private static final int LARGEST_WITH_BEGINNING = 4096;

  private final NutFields in;
  private final NutHeaders headers;
  private final NutHeader header;
  private byte[] beginning = {};
  private int remaining;

  private NutReader(NutFields in, NutHeaders headers, NutHeader header) {
    this.in = in;
    this.headers = headers;
    this.header = header;
  }

  /**
   * Begins at the start of a container, and blocks until its streams are known. Closing what it
   * reads stays with the caller.
   *
   * @throws EOFException when it ends before
   * @throws IOException when this is no NUT; its message is a sentence for people
   */
  public static NutReader open(BufferedBytes bytes) throws IOException {
    NutFields in = new NutFields(bytes);
    NutHeaders headers = new NutHeaders(in);
    return new NutReader(in, headers, headers.readFirst());
  }

  /** What it holds, by id. */
  public List<NutStream> streams() {
    return headers.streams();
  }

  /**
   * Blocks for the next packet. What was not taken of the last one is left out.
   *
   * @throws EOFException when there are no more
   */
  public NutPacket next() throws IOException {
    in.skip(remaining);
    remaining = 0;
    int octet = in.octet();
    while (octet == 'N') {
      headers.readOne(octet);
      octet = in.octet();
    }
    return packet(header.codes().get(octet));
  }

  /** Appends the data of the packet that {@link #next()} has returned to the target. */
  public void take(ByteBuf target) throws IOException {
    target.writeBytes(beginning);
    in.moveTo(target, remaining);
    remaining = 0;
  }

  private NutPacket packet(FrameCode code) throws IOException {
    int flags = code.flags();
    if (Flag.CODED_FLAGS.in(flags)) {
      flags ^= in.number(Short.MAX_VALUE);
    }
    if (Flag.INVALID.in(flags)) {
      throw new IOException("what FFmpeg writes is damaged: there is no such packet");
    }
    NutStream stream =
        headers.stream(Flag.STREAM_ID.in(flags) ? in.number(Byte.MAX_VALUE) : code.streamId());
    NutTimes times = headers.timesOf(stream);
    long ticks =
        Flag.CODED_TIME.in(flags) ? times.coded(in.number()) : times.after(code.pointsDelta());
    long size = code.sizeRest();
    if (Flag.SIZE.in(flags)) {
      size += code.sizeFactor() * (long) in.number(MOST_BYTES);
    }
    if (Flag.MATCH_TIME.in(flags)) {
      long _ = in.signed();
    }
    int index = Flag.HEADER_INDEX.in(flags) ? in.number(Byte.MAX_VALUE) : code.headerIndex();
    int reserved = Flag.RESERVED.in(flags) ? in.number(MOST_BYTES) : code.reservedFields();
    for (int n = 0; n < reserved; n++) {
      long _ = in.number();
    }
    if (Flag.CHECKSUM.in(flags)) {
      in.skip(Integer.BYTES);
    }
    if (size > MOST_BYTES) {
      throw new IOException("a frame is larger than %d MB".formatted(MOST_BYTES >> 20));
    }
    beginning = header.beginning(size > LARGEST_WITH_BEGINNING ? 0 : index);
    long start = in.position();
    Optional<ParameterSet> setup = Optional.empty();
    if (Flag.SIDE_DATA.in(flags)) {
      setup = SideData.read(in);
      Optional<ParameterSet> _ = SideData.read(in); // What is said about it for people.
    }
    size -= beginning.length + in.position() - start;
    if (size < 0) {
      throw new IOException("what FFmpeg writes is damaged: a packet is smaller than its header");
    }
    remaining = (int) size;
    return new NutPacket(
        stream,
        stream.timeBase().nanos(ticks),
        Flag.KEY.in(flags),
        beginning.length + remaining,
        setup);
  }
}
