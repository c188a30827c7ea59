package io.zoetrope.app.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.app.presence.ServerRecord;
import io.zoetrope.core.fixture.SettableClock;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KnownServersTest {
  private static final ServerRecord FIRST = new ServerRecord(URI.create("http://192.0.2.1/"), "a");
  private static final ServerRecord SECOND = new ServerRecord(URI.create("http://192.0.2.2/"), "b");
  private static final URI INSTEAD = URI.create("http://192.0.2.9/");

  private final SettableClock time = new SettableClock();
  private KnownServers.Registry registry = Map::of;
  private final KnownServers servers = known(Optional.empty());

  @Test
  void noServerIsKnownUntilOneRegisters() {
    assertThatThrownBy(servers::find).isInstanceOf(IOException.class).hasMessage("Nobody says.");
    assertThatThrownBy(() -> servers.find("x"))
        .isInstanceOf(IOException.class)
        .hasMessage("Nobody says.");
    assertThat(servers.present()).isEmpty();
  }

  @Test
  void theFirstFailureIsReportedAsItIs() {
    registry = KnownServersTest::silent;
    assertThatThrownBy(servers::find).isInstanceOf(IOException.class).hasMessage("Redis is away.");
    assertThatThrownBy(() -> servers.find("x"))
        .isInstanceOf(IOException.class)
        .hasMessage("Redis is away.");
  }

  @Test
  void aRegistrationHoldsWhileTheRegistryIsSilent() throws Exception {
    registry = () -> Map.of("x", FIRST);
    assertThat(servers.find("x")).isEqualTo(FIRST);
    registry = Map::of;
    assertThat(servers.find("x")).isEqualTo(FIRST);
    assertThat(servers.find()).containsExactly(Map.entry("x", FIRST));
    registry = KnownServersTest::silent;
    assertThat(servers.find("x")).isEqualTo(FIRST);
    assertThat(servers.find()).containsExactly(Map.entry("x", FIRST));
  }

  @Test
  void aServerThatMovesIsFollowed() throws Exception {
    registry = () -> Map.of("x", FIRST);
    servers.find("x");
    registry = () -> Map.of("x", SECOND);
    assertThat(servers.find("x")).isEqualTo(SECOND);
  }

  @Test
  void serversAreKeptApart() throws Exception {
    registry = () -> Map.of("x", FIRST, "y", SECOND);
    assertThat(servers.find("x")).isEqualTo(FIRST);
    assertThat(servers.find("y")).isEqualTo(SECOND);
    assertThat(servers.present()).containsExactlyInAnyOrder("x", "y");
  }

  @Test
  void aServerThatHasGoneIsKnownButNotPresent() throws Exception {
    registry = () -> Map.of("x", FIRST, "y", SECOND);
    servers.find();
    registry = () -> Map.of("y", SECOND);
    time.advance(Duration.ofSeconds(1));
    assertThat(servers.present()).containsExactly("y");
    assertThat(servers.find()).containsOnlyKeys("y");
    assertThat(servers.find("x")).isEqualTo(FIRST);
    registry = Map::of;
    time.advance(Duration.ofSeconds(1));
    assertThat(servers.present()).isEmpty();
  }

  @Test
  void presenceIsLookedUpOnceASecond() {
    registry = () -> Map.of("x", FIRST);
    assertThat(servers.present()).containsExactly("x");
    registry = () -> Map.of("y", FIRST);
    time.advance(Duration.ofMillis(999));
    assertThat(servers.present()).containsExactly("x");
    time.advance(Duration.ofMillis(1));
    assertThat(servers.present()).containsExactly("y");
  }

  @Test
  void aSingleServerIsReachedAtTheGivenAddress() throws Exception {
    KnownServers told = known(Optional.of(INSTEAD));
    registry = () -> Map.of("x", FIRST);
    assertThat(told.find("x")).isEqualTo(new ServerRecord(INSTEAD, "a"));
    // Another one that comes later is left to other workers.
    registry = () -> Map.of("x", FIRST, "y", SECOND);
    assertThat(told.find()).containsExactly(Map.entry("x", new ServerRecord(INSTEAD, "a")));
  }

  @Test
  void oneAddressCannotStandForTwoServers() {
    KnownServers told = known(Optional.of(INSTEAD));
    registry = () -> Map.of("x", FIRST, "y", SECOND);
    assertThatThrownBy(told::find)
        .isInstanceOf(IOException.class)
        .hasMessage(
            "--server is for one server, but there are 2 (http://192.0.2.1/, http://192.0.2.2/): leave it out, and let each say with server.url where it is.");
  }

  private KnownServers known(Optional<URI> instead) {
    return new KnownServers(() -> registry.read(), instead, "Nobody says.", time);
  }

  private static Map<String, ServerRecord> silent() throws IOException {
    throw new IOException("Redis is away.");
  }
}
