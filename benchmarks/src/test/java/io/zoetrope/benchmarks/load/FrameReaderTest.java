package io.zoetrope.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameReaderTest {
  private static final byte[] TWO_PARTS =
      Wire.join(
          Wire.ascii(Wire.HEAD + "\r\n"),
          Wire.part("X-Timestamp: 12.345678\r\n", Wire.jpeg(20)),
          Wire.part("x-timestamp:  13.5 \r\nX-SEQUENCE: 7\r\n", Wire.jpeg(31)));
  private static final List<String> BOTH = List.of("12345678 -1", "20", "13500000 7", "31");

  @Test
  void readsPartsSplitAtEveryByte() throws Exception {
    for (int first = 0; first <= TWO_PARTS.length; first++) {
      for (int second = first; second <= TWO_PARTS.length; second++) {
        Recorder recorder = new Recorder();
        recorder.feed(Wire.buffer(TWO_PARTS, 0, first));
        recorder.feed(Wire.buffer(TWO_PARTS, first, second));
        recorder.feed(Wire.buffer(TWO_PARTS, second, TWO_PARTS.length));
        assertThat(recorder.events).as("split at %d and %d", first, second).isEqualTo(BOTH);
        assertThat(recorder.consumed()).isEqualTo(TWO_PARTS.length - Wire.HEAD.length() - 2);
      }
    }
  }

  @Test
  void handsOnTheBytesOfTheBody() throws Exception {
    Recorder seen = new Recorder();
    seen.feed(ByteBuffer.wrap(TWO_PARTS));
    assertThat(seen.bodies.toByteArray()).isEqualTo(Wire.join(Wire.jpeg(20), Wire.jpeg(31)));
  }

  @Test
  void takesAPartWithoutTimestampAndOneWithoutBytes() throws Exception {
    Recorder seen = new Recorder();
    seen.feed(
        ByteBuffer.wrap(Wire.join(Wire.ascii(Wire.HEAD + "\r\n"), Wire.part("", new byte[0]))));
    assertThat(seen.events).containsExactly("-1 -1", "0");
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP/1.1 404 Not Found|, the server answered: HTTP/1.1 404 Not Found",
    "HTTP/1.1 200 OK|Transfer-Encoding: chunked|, the server sends chunks although asked in"
        + " HTTP/1.0",
    "HTTP/1.1 200 OK||--b|Content-Length: ten|, not a number: Content-Length: ten",
    "HTTP/1.1 200 OK||--b|X-Timestamp: now|, not a number: X-Timestamp: now",
    "HTTP/1.1 200 OK||--b|Content-Length: 1||xyz|, expected a boundary where a part ended",
    "HTTP/1.1 200 OK||--b||, a part without Content-Length"
  })
  void refusesWhatItCannotCut(String wire, String message) {
    ByteBuffer bytes = ByteBuffer.wrap(Wire.ascii(wire.replace("|", "\r\n")));
    assertThatThrownBy(() -> new Recorder().feed(bytes))
        .isInstanceOf(LoadException.class)
        .hasMessage(message);
  }

  @Test
  void readsTheFramesOfMp4SplitAtEveryByte() throws Exception {
    byte[] stream =
        Wire.join(
            Wire.ascii("HTTP/1.1 200 OK\r\nContent-Type: video/mp4; codecs=\"avc1\"\r\n\r\n"),
            box("ftyp", "iso5"),
            box("moof", ""),
            box("mdat", "picture"),
            box("moof", "about"),
            box("mdat", "next"));
    for (int at = 0; at <= stream.length; at++) {
      Recorder recorder = new Recorder();
      recorder.feed(Wire.buffer(stream, 0, at));
      recorder.feed(Wire.buffer(stream, at, stream.length));
      assertThat(recorder.events).as("split at %d", at).containsExactly("-1 -1", "7", "-1 -1", "4");
      assertThat(recorder.bodies.toString(StandardCharsets.US_ASCII)).isEqualTo("picturenext");
    }
  }

  @Test
  void refusesWhatIsNotABox() {
    byte[] stream = Wire.ascii("HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\n\r\n\0\0\0\7mdat");
    assertThatThrownBy(() -> new Recorder().feed(ByteBuffer.wrap(stream)))
        .hasMessage("expected a box where another ended");
  }

  private static byte[] box(String type, String content) {
    byte[] size = ByteBuffer.allocate(4).putInt(8 + content.length()).array();
    return Wire.join(size, Wire.ascii(type + content));
  }

  @Test
  void refusesAnEndlessLine() {
    ByteBuffer bytes = ByteBuffer.wrap(Wire.ascii("b".repeat(2000)));
    assertThatThrownBy(() -> new Recorder().feed(bytes))
        .hasMessage("a header line of more than 1024 bytes");
  }

  private static final class Recorder extends FrameReader {
    final List<String> events = new ArrayList<>();
    final ByteArrayOutputStream bodies = new ByteArrayOutputStream();
    private int bytes;

    @Override
    void partStarted(long capturedMicros, long sequence) {
      events.add(capturedMicros + " " + sequence);
      bytes = 0;
    }

    @Override
    void partBytes(ByteBuffer in, int count) {
      for (int i = 0; i < count; i++) {
        bodies.write(in.get(in.position() + i));
      }
      bytes += count;
    }

    @Override
    void partEnded() {
      events.add(Integer.toString(bytes));
    }
  }
}
