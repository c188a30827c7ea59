package io.zoetrope.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.app.config.Config;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The message of a server that is ready. */
final class ReadyMessageTest {

  @Test
  void onLoopbackItShowsOneAddressOnly() {
    assertThat(lines("127.0.0.1", "192.0.2.7"))
        .containsExactly(
            "Zoetrope is ready: http://127.0.0.1:8080/",
            "  a            'test:?size=320x200&fps=3'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "0", "0:0:0:0:0:0:0:0"})
  void onAllAddressesItListsThoseOthersCanUse(String host) {
    assertThat(lines(host, "192.0.2.7", "2001:db8::7", "nas"))
        .startsWith(
            "Zoetrope is ready: http://127.0.0.1:8080/",
            "  from other devices: http://192.0.2.7:8080/",
            "                      http://[2001:db8::7]:8080/",
            "                      http://nas:8080/");
  }

  @Test
  void ofManyAddressesOnlyTheFirstAreListed() {
    String[] many =
        IntStream.rangeClosed(1, 30).mapToObj("192.0.2.%d"::formatted).toArray(String[]::new);
    assertThat(lines("0.0.0.0", many)).filteredOn(line -> line.contains("192.0.2.")).hasSize(8);
    assertThat(lines("0.0.0.0", many)).contains("                      … and 22 more");
  }

  @ParameterizedTest
  @CsvSource({"192.0.2.7, http://192.0.2.7:8080/", "2001:db8::7, http://[2001:db8::7]:8080/"})
  void onOneAddressItShowsThatOne(String host, String url) {
    assertThat(lines(host, "198.51.100.1"))
        .startsWith("Zoetrope is ready: " + url)
        .noneMatch(line -> line.contains("198.51.100.1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.7"})
  void beyondLoopbackItWarnsWhatOthersCanDo(String host) {
    assertThat(lines(host))
        .last()
        .asString()
        .contains("whoever can reach")
        .contains("watch", "record", "publish", "change");
  }

  private static List<String> lines(String host, String... others) {
    Config config = Config.of(Map.of("server.host", host, "cameras.a", "test:?size=320x200&fps=3"));
    return ReadyMessage.of(config, 8080, () -> List.of(others));
  }
}
