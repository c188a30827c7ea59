package io.zoetrope.benchmarks.load;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(
    value = OS.LINUX,
    architectures = {"amd64", "aarch64"})
class LinuxTcpTest {
  @Test
  void dropsWhatIsInTheWayAndTakesTheRest() throws Exception {
    try (SocketPair pair = new SocketPair()) {
      LinuxTcp.Waiting waiting = on(pair.viewer);
      pair.send(Wire.ascii("0123456789abcdef"));
      pair.awaitReadable();
      assertThat(waiting.drop(10)).isEqualTo(10);
      assertThat(text(waiting.take())).isEqualTo("abcd");
      assertThat(waiting.drop(10)).isEqualTo(2);
    }
  }

  @Test
  void findsNothingWhereNothingWaits() throws Exception {
    try (SocketPair pair = new SocketPair()) {
      LinuxTcp.Waiting waiting = on(pair.viewer);
      assertThat(waiting.drop(10)).isZero();
      assertThat(waiting.take().remaining()).isZero();
    }
  }

  @Test
  void reportsThatTheServerIsGone() throws Exception {
    try (SocketPair pair = new SocketPair()) {
      LinuxTcp.Waiting waiting = on(pair.viewer);
      pair.server.close();
      pair.awaitReadable();
      assertThatThrownBy(() -> waiting.drop(10)).hasMessage("the server closed the connection");
      assertThatThrownBy(waiting::take).hasMessage("the server closed the connection");
    }
  }

  @Test
  void reportsOtherErrors() throws Exception {
    try (SocketChannel unconnected = SocketChannel.open()) {
      LinuxTcp.Waiting waiting = on(unconnected);
      assertThatThrownBy(() -> waiting.drop(10))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("recv failed with error ");
    }
  }

  private static LinuxTcp.Waiting on(SocketChannel channel) {
    return requireNonNull(requireNonNull(LinuxTcp.open(4)).on(channel));
  }

  private static String text(ByteBuffer in) {
    return StandardCharsets.ISO_8859_1.decode(in).toString();
  }
}
