package io.zoetrope.drivers.rtsp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBufUtil;
import io.zoetrope.drivers.rtsp.RtspInput.InterleavedPacket;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RtspInputTest {
  private static final String OK = "RTSP/1.0 200 OK\r\nCSeq: 1\r\n\r\n";

  @Test
  void messagesAndPacketsComeOneAfterTheOther() throws IOException {
    RtspInput input = input(OK + "$\1\0\3abc" + "$\0\0\0" + OK);

    assertThat(message(input).number("cseq")).hasValue(1);
    assertThat(packet(input)).isEqualTo("1: 616263");
    assertThat(packet(input)).isEqualTo("0: ");
    assertThat(message(input).status()).hasValue(200);
    assertThatThrownBy(input::next)
        .isInstanceOf(EOFException.class)
        .hasMessage("the camera has ended its stream");
  }

  @Test
  void theySurviveATrickleOfSingleBytes() throws IOException {
    RtspInput input =
        new RtspInput(
            new Trickle("RTSP/1.0 200 OK\r\nContent-Length: 3\r\n\r\nv=0" + "$\2\0\2ab" + OK));

    assertThat(message(input).body()).isEqualTo("v=0");
    assertThat(packet(input)).isEqualTo("2: 6162");
    assertThat(message(input).status()).hasValue(200);
  }

  @Test
  void namesOfFieldsMayBeWrittenAnyhowAndLinesMayEndAnyhow() throws IOException {
    RtspMessage message =
        message(
            input(
                "\r\n\nRTSP/1.0 401 No\ncseq:7\nWWW-AUTHENTICATE: a\n b\nwww-authenticate:c\n\n"));

    assertThat(message.number("cseq")).hasValue(7);
    assertThat(message.all("www-authenticate")).containsExactly("a b", "c");
  }

  @Test
  void aDescriptionWithoutALengthEndsWithItsLines() throws IOException {
    String head = "RTSP/1.0 200 OK\r\nContent-Type: application/sdp\r\n\r\n";
    RtspInput input = input(head + "v=0\r\nm=video 0 RTP/AVP 96\r\n" + OK);

    assertThat(message(input).body()).isEqualTo("v=0\r\nm=video 0 RTP/AVP 96\r\n");
    assertThat(message(input).number("cseq")).hasValue(1);
    RtspInput cut = input(head + "v=0\r\nm=audio 0 RTP/AVP 0");
    assertThat(message(cut).body()).isEqualTo("v=0\r\nm=audio 0 RTP/AVP 0");
    RtspInput paused =
        new RtspInput(new SequenceInputStream(bytes(head + "v=0\r\n"), new Silence()));
    assertThat(message(paused).body()).isEqualTo("v=0\r\n");
  }

  @Test
  void aPauseLosesNothing() throws IOException {
    RtspInput input =
        new RtspInput(
            new SequenceInputStream(
                bytes(OK + "$\0\0\4ab"), new SequenceInputStream(new Silence(), bytes("cd"))));
    message(input);

    assertThatThrownBy(input::next).isInstanceOf(SocketTimeoutException.class);
    assertThat(packet(input)).isEqualTo("0: 61626364");
  }

  @Test
  void garbageBetweenPacketsIsSkipped() throws IOException {
    RtspInput input = input(OK + "RT\0\1garbage" + "$\0\0\1a" + "\r\n" + OK);
    message(input);

    assertThat(packet(input)).isEqualTo("0: 61");
    assertThat(message(input).status()).hasValue(200);
  }

  @Test
  void aRequestOfTheCameraIsAMessageWithoutStatus() throws IOException {
    RtspMessage message = message(input("GET_PARAMETER rtsp://me RTSP/1.0\r\nCSeq: 3\r\n\r\n"));

    assertThat(message.status()).isEmpty();
    assertThat(message.number("cseq")).hasValue(3);
  }

  @Test
  void lengthsThatAreNoneCountAsNone() throws IOException {
    RtspInput input =
        input("RTSP/1.0 200 OK\r\nContent-Length: -5\r\nContent-Length x\r\n\r\n" + OK);

    assertThat(message(input).body()).isEmpty();
    assertThat(message(input).number("cseq")).hasValue(1);
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP/1.0 400 Bad Request, speaks HTTP",
    "'\u0015\u0003\u0001\u0000\u0002', speaks TLS",
    "SSH-2.0-OpenSSH_9.2, does not speak RTSP",
    "$abcd, does not speak RTSP"
  })
  void whatDoesNotSpeakRtspIsNamed(String greeting, String sentence) {
    assertThatThrownBy(input(greeting + "\r\n\r\n")::next).hasMessageContaining(sentence);
  }

  @Test
  void anythingWithoutEndIsRefused() {
    assertThatThrownBy(input("RTSP/1.0 200 OK\r\n" + "a: b\r\n".repeat(20_000))::next)
        .hasMessage("the camera's answer has a header without end");
    assertThatThrownBy(input("RTSP/1.0 200 OK\r\nx: " + "a".repeat(200_000))::next)
        .hasMessage("the camera's answer has a header without end");
    assertThatThrownBy(input("RTSP/1.0 200 OK\r\nContent-Length: 999999999\r\n\r\n")::next)
        .hasMessage("the camera announces an answer of 999999999 bytes");
    RtspInput garbage = input(OK + "x".repeat(2_000_000));
    assertThatThrownBy(
            () -> {
              message(garbage);
              garbage.next();
            })
        .hasMessage("what the camera sends is not RTSP any more");
  }

  private static RtspMessage message(RtspInput input) throws IOException {
    return (RtspMessage) input.next();
  }

  private static String packet(RtspInput input) throws IOException {
    InterleavedPacket packet = (InterleavedPacket) input.next();
    return packet.channel() + ": " + ByteBufUtil.hexDump(packet.data());
  }

  private static RtspInput input(String text) {
    return new RtspInput(bytes(text));
  }

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(ISO_8859_1));
  }

  /** One byte at a time, with pauses. */
  private static final class Trickle extends InputStream {
    private final byte[] text;
    private int at;

    Trickle(String text) {
      this.text = text.getBytes(ISO_8859_1);
    }

    @Override
    public int read() {
      return at == text.length ? -1 : text[at++] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      int octet = read();
      target[offset] = (byte) octet;
      return octet < 0 ? -1 : 1;
    }
  }

  /** A connection on which nothing comes for as long as it may, once; then it ends. */
  private static final class Silence extends InputStream {
    private boolean over;

    @Override
    public int read() throws IOException {
      if (over) {
        return -1;
      }
      over = true;
      throw new SocketTimeoutException();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      return read();
    }
  }
}
