package io.zoetrope.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MultipartReaderTest {
  private final Recorder seen = new Recorder();
  private final MultipartReader reader = new MultipartReader(seen);

  private static final byte[] TWO_PARTS =
      Wire.join(
          Wire.part("X-Timestamp: 12.345678\r\n", Wire.jpeg(20)),
          Wire.part("x-timestamp:  13.5 \r\nX-SEQUENCE: 7\r\n", Wire.jpeg(31)));
  private static final List<String> BOTH = List.of("12345678 -1 20", "20", "13500000 7 31", "31");

  @Test
  void readsPartsSplitAtEveryByte() throws Exception {
    for (int first = 0; first <= TWO_PARTS.length; first++) {
      for (int second = first; second <= TWO_PARTS.length; second++) {
        Recorder recorder = new Recorder();
        MultipartReader split = new MultipartReader(recorder);
        split.feed(Wire.buffer(TWO_PARTS, 0, first));
        split.feed(Wire.buffer(TWO_PARTS, first, second));
        split.feed(Wire.buffer(TWO_PARTS, second, TWO_PARTS.length));
        assertThat(recorder.events).as("split at %d and %d", first, second).isEqualTo(BOTH);
        assertThat(split.consumed()).isEqualTo(TWO_PARTS.length);
      }
    }
  }

  @Test
  void readsChunksOfEverySizeFedByteByByte() throws Exception {
    for (int size = 1; size <= TWO_PARTS.length; size++) {
      Recorder recorder = new Recorder();
      ChunkDecoder chunks = new ChunkDecoder(new MultipartReader(recorder));
      for (byte b : Wire.chunked(TWO_PARTS, size)) {
        chunks.feed(ByteBuffer.wrap(new byte[] {b}));
      }
      assertThat(recorder.events).as("chunks of %d", size).isEqualTo(BOTH);
    }
  }

  @Test
  void readsChunksSplitAtEveryByte() throws Exception {
    byte[] wire = Wire.chunked(TWO_PARTS, 17);
    for (int at = 0; at <= wire.length; at++) {
      Recorder recorder = new Recorder();
      ChunkDecoder chunks = new ChunkDecoder(new MultipartReader(recorder));
      chunks.feed(Wire.buffer(wire, 0, at));
      chunks.feed(Wire.buffer(wire, at, wire.length));
      assertThat(recorder.events).as("split at %d", at).isEqualTo(BOTH);
    }
  }

  @Test
  void handsOnTheBytesOfTheBody() throws Exception {
    reader.feed(ByteBuffer.wrap(TWO_PARTS));
    assertThat(seen.bodies.toByteArray()).isEqualTo(Wire.join(Wire.jpeg(20), Wire.jpeg(31)));
  }

  /** The picture has carriage returns, and dashes as a boundary has, in its midst. */
  @Test
  void partsThatDoNotTellTheirLengthAreAllAsLongAsTheFirst() throws Exception {
    byte[] part =
        Wire.join(
            Wire.ascii("--b\r\nContent-Type: image/jpeg\r\n\r\n"),
            Wire.jpeg(20),
            Wire.ascii("\r\n"));
    byte[] three = Wire.join(part, part, part);
    for (int at = 0; at <= three.length; at++) {
      Recorder recorder = new Recorder();
      MultipartReader split = new MultipartReader(recorder);
      split.feed(Wire.buffer(three, 0, at));
      split.feed(Wire.buffer(three, at, three.length));
      assertThat(recorder.events)
          .as("split at %d", at)
          .containsExactly("-1 -1 20", "20", "-1 -1 20", "20");
      assertThat(split.consumed()).isEqualTo(three.length);
    }
  }

  @Test
  void aPartOfAnotherLengthIsRefusedWhenNoneTellsItsLength() throws Exception {
    byte[] head = Wire.ascii("--b\r\n\r\n");
    reader.feed(ByteBuffer.wrap(Wire.join(head, Wire.jpeg(20), Wire.ascii("\r\n"))));
    byte[] longer = Wire.join(head, Wire.jpeg(21), Wire.ascii("\r\n"));
    assertThatThrownBy(() -> reader.feed(ByteBuffer.wrap(longer)))
        .hasMessage("expected a boundary where a part ended");
  }

  @Test
  void takesAPartWithoutTimestampAndOneWithoutBytes() throws Exception {
    reader.feed(ByteBuffer.wrap(Wire.part("", new byte[0])));
    assertThat(seen.events).containsExactly("-1 -1 0", "0");
  }

  @Test
  void refusesWhatItCannotCut() {
    refuses("--b\r\nContent-Length: ten\r\n\r\n", "not a number: Content-Length: ten");
    refuses("--b\r\nX-Timestamp: now\r\n\r\n", "not seconds.micros: X-Timestamp: now");
    refuses("--b\r\nContent-Length: 1\r\n\r\nxyz\r\n", "expected a boundary where a part ended");
    refuses("--" + "b".repeat(2000), "a header line of more than 1024 bytes");
  }

  @Test
  void refusesChunksThatDoNotFit() {
    ChunkDecoder chunks = new ChunkDecoder(reader);
    assertThatThrownBy(() -> chunks.feed(ByteBuffer.wrap(Wire.ascii("3\r\n--bxx\r\n"))))
        .hasMessage("a chunk longer than its size");
    ChunkDecoder ended = new ChunkDecoder(reader);
    assertThatThrownBy(() -> ended.feed(ByteBuffer.wrap(Wire.ascii("0\r\n\r\n"))))
        .hasMessage("the server ended the stream");
    ChunkDecoder nonsense = new ChunkDecoder(reader);
    assertThatThrownBy(() -> nonsense.feed(ByteBuffer.wrap(Wire.ascii("xyz\r\n"))))
        .hasMessage("not a chunk size: xyz");
  }

  private static void refuses(String wire, String message) {
    MultipartReader fresh = new MultipartReader(new Recorder());
    assertThatThrownBy(() -> fresh.feed(ByteBuffer.wrap(Wire.ascii(wire))))
        .isInstanceOf(BrokenStreamException.class)
        .hasMessage(message);
  }

  private static final class Recorder implements PartSink {
    final List<String> events = new ArrayList<>();
    final ByteArrayOutputStream bodies = new ByteArrayOutputStream();
    private int bytes;

    @Override
    public void partStarted(long timestampMicros, long sequence, long length) {
      events.add(timestampMicros + " " + sequence + " " + length);
      bytes = 0;
    }

    @Override
    public void partBytes(ByteBuffer in, int count) {
      for (int i = 0; i < count; i++) {
        bodies.write(in.get(in.position() + i));
      }
      bytes += count;
    }

    @Override
    public void partEnded() {
      events.add(Integer.toString(bytes));
    }
  }
}
