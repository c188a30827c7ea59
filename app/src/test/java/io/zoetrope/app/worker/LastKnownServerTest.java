package io.zoetrope.app.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.app.work.ServerRecord;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LastKnownServerTest {
  private static final ServerRecord FIRST = new ServerRecord(URI.create("http://192.0.2.1/"), "a");
  private static final ServerRecord SECOND = new ServerRecord(URI.create("http://192.0.2.2/"), "b");

  private LastKnownServer.Notice notice = Optional::empty;
  private final LastKnownServer server = new LastKnownServer(() -> notice.read(), "Nobody says.");

  @Test
  void nobodyIsKnownBeforeAServerSaysWhereItIs() {
    assertThatThrownBy(server::find).isInstanceOf(IOException.class).hasMessage("Nobody says.");
  }

  @Test
  void theFirstSilenceIsSaidAsItIs() {
    notice = LastKnownServerTest::silent;
    assertThatThrownBy(server::find).isInstanceOf(IOException.class).hasMessage("Redis is away.");
  }

  @Test
  void whatWasSaidHoldsWhileNothingIsSaid() throws Exception {
    notice = () -> Optional.of(FIRST);
    server.find();
    notice = Optional::empty;
    assertThat(server.find()).isEqualTo(FIRST);
    notice = LastKnownServerTest::silent;
    assertThat(server.find()).isEqualTo(FIRST);
  }

  @Test
  void aServerThatHasMovedIsFollowed() throws Exception {
    notice = () -> Optional.of(FIRST);
    server.find();
    notice = () -> Optional.of(SECOND);
    assertThat(server.find()).isEqualTo(SECOND);
  }

  private static Optional<ServerRecord> silent() throws IOException {
    throw new IOException("Redis is away.");
  }
}
