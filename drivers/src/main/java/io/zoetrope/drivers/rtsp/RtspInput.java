package io.zoetrope.drivers.rtsp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What comes from a camera over a connection: messages, and between them packets of its streams
 * (RFC 2326, 10.12). Used by one thread. Whatever is neither is skipped. A {@link
 * SocketTimeoutException} loses nothing: the next call goes on.
 */
final class RtspInput {
  static final int MOST_BYTES = 1 << 20;
  private static final int MOST_HEAD_BYTES = 64 << 10;
  private static final int MOST_SKIPPED = 1 << 20;
  private static final int PACKET_HEAD_BYTES = 4;
  private static final int USUAL_BYTES = 64 << 10;
  private static final int TLS_RECORD_OF_ALERT = 0x15;

  private static final List<String> STARTS =
      List.of(
          "RTSP/",
          "OPTIONS ",
          "ANNOUNCE ",
          "REDIRECT ",
          "TEARDOWN ",
          "PLAY_NOTIFY ",
          "GET_PARAMETER ",
          "SET_PARAMETER ");

  /** A message or a packet. */
  sealed interface Item permits RtspMessage, InterleavedPacket {}

  /** A packet of RTP or RTCP: a view that holds until the next call. */
  static final class InterleavedPacket implements Item {
    private final int channel;
    private final byte[] bytes;
    private final int start;
    private final int size;

    private InterleavedPacket(int channel, byte[] bytes, int start, int size) {
      this.channel = channel;
      this.bytes = bytes;
      this.start = start;
      this.size = size;
    }

    int channel() {
      return channel;
    }

    ByteBuf data() {
      return Unpooled.wrappedBuffer(bytes, start, size);
    }

    /** Nothing if it is not a whole packet of RTP. */
    @Nullable RtpPacket rtp() {
      return RtpPacket.parse(bytes, start, size);
    }
  }

  private final InputStream in;
  private byte[] bytes = new byte[USUAL_BYTES];
  private int start;
  private int end;
  private boolean spoken;
  private int skipped;

  RtspInput(InputStream in) {
    this.in = in;
  }

  /** Blocks for the next message or packet; an EOFException is the end. */
  Item next() throws IOException {
    while (true) {
      need(1);
      if (bytes[start] == '$' && spoken) {
        return packet();
      }
      if (isMessage()) {
        return message();
      }
      skip();
    }
  }

  private InterleavedPacket packet() throws IOException {
    need(PACKET_HEAD_BYTES);
    int size = (bytes[start + 2] & 0xFF) << 8 | (bytes[start + 3] & 0xFF);
    need(PACKET_HEAD_BYTES + size);
    InterleavedPacket packet =
        new InterleavedPacket(bytes[start + 1] & 0xFF, bytes, start + PACKET_HEAD_BYTES, size);
    start += PACKET_HEAD_BYTES + size;
    skipped = 0;
    return packet;
  }

  private boolean isMessage() throws IOException {
    for (int n = 1; ; n++) {
      need(n);
      String begun = new String(bytes, start, n, US_ASCII);
      if (STARTS.contains(begun)) {
        return true;
      }
      if (STARTS.stream().noneMatch(each -> each.startsWith(begun))) {
        return false;
      }
    }
  }

  private void skip() throws IOException {
    if (!spoken && !Character.isWhitespace(bytes[start])) {
      throw new IOException(otherProtocol());
    }
    start++;
    if (++skipped > MOST_SKIPPED) {
      throw new IOException("what the camera sends is not RTSP any more");
    }
  }

  private String otherProtocol() {
    String begun = new String(bytes, start, end - start, US_ASCII);
    if (begun.startsWith("HTTP/") || begun.startsWith("<")) {
      return "what answers there speaks HTTP, not RTSP: is the port right? Mostly it is 554";
    }
    return bytes[start] == TLS_RECORD_OF_ALERT
        ? "what answers there speaks TLS: write rtsps: instead of rtsp:"
        : "what answers there does not speak RTSP: is the port right? Mostly it is 554";
  }

  private RtspMessage message() throws IOException {
    int size = headSize();
    RtspMessage head = RtspMessage.parse(new String(bytes, start, size, UTF_8).strip());
    OptionalInt length = head.number("content-length");
    int body = length.isPresent() ? length.getAsInt() : descriptionSize(head, size);
    if (body > MOST_BYTES) {
      throw new IOException("the camera announces an answer of %d bytes".formatted(body));
    }
    need(size + body);
    RtspMessage whole = head.withBody(new String(bytes, start + size, body, UTF_8));
    start += size + body;
    spoken = true;
    skipped = 0;
    return whole;
  }

  /** Including the empty line. */
  private int headSize() throws IOException {
    int at = 0;
    while (true) {
      int line = lineSize(at);
      if (at + line > MOST_HEAD_BYTES) {
        throw new IOException("the camera's answer has a header without end");
      }
      at += line;
      boolean empty = line == 1 || (line == 2 && bytes[start + at - 2] == '\r');
      if (empty) {
        return at;
      }
    }
  }

  /** Including its end; {@code from} counts from the start of what is not yet taken. */
  private int lineSize(int from) throws IOException {
    for (int n = 1; n < MOST_HEAD_BYTES; n++) {
      need(from + n);
      if (bytes[start + from + n - 1] == '\n') {
        return n;
      }
    }
    throw new IOException("the camera's answer has a header without end");
  }

  /** Some cameras do not say how long their description is: as long as lines look like it. */
  private int descriptionSize(RtspMessage head, int from) throws IOException {
    if (head.status().orElse(0) != 200
        || !head.field("content-type").orElse("").toLowerCase(Locale.ROOT).contains("sdp")) {
      return 0;
    }
    int size = 0;
    try {
      while (size < MOST_BYTES) {
        need(from + size + 2);
        if (!Character.isLowerCase(bytes[start + from + size])
            || bytes[start + from + size + 1] != '=') {
          return size;
        }
        size += lineSize(from + size);
      }
    } catch (SocketTimeoutException | EOFException e) {
      return end - start - from;
    }
    return size;
  }

  /** Blocks until so many bytes are there. */
  private void need(int count) throws IOException {
    while (end - start < count) {
      makeRoom(count);
      int read = in.read(bytes, end, bytes.length - end);
      if (read < 0) {
        throw new EOFException(
            spoken
                ? "the camera has ended its stream"
                : "the camera has cut the connection without an answer");
      }
      end += read;
    }
  }

  private void makeRoom(int count) {
    if (start == end) {
      start = 0;
      end = 0;
    }
    if (start + count <= bytes.length) {
      return;
    }
    if (count <= bytes.length) {
      System.arraycopy(bytes, start, bytes, 0, end - start);
    } else {
      bytes =
          Arrays.copyOf(Arrays.copyOfRange(bytes, start, end), Math.max(count, 2 * bytes.length));
    }
    end -= start;
    start = 0;
  }
}
