package io.zoetrope.benchmarks.load;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ViewerLoadTest {
  private static final String PLAIN = Wire.HEAD + "\r\n";

  @Test
  void countsWhatAPlainServerSends() throws Exception {
    try (PourServer server = new PourServer(PLAIN, Wire.jpeg(5000))) {
      LoadReport report = run(plan(server.url(), 4, 0, 0));
      assertSound(report);
      assertThat(report.bytes()).isGreaterThan(report.frames() * 4900);
      assertThat(report.delayMillis().count()).isEqualTo(report.frames());
    }
  }

  @Test
  void givesTheAddressesToTheViewersInTurn() throws Exception {
    try (PourServer first = new PourServer(PLAIN, Wire.jpeg(5000));
        PourServer second = new PourServer(PLAIN, Wire.jpeg(6000))) {
      LoadReport report = run(plan(List.of(first.url(), second.url()), 2, 0, 0));
      assertSound(report);
      assertThat(first.viewers()).isEqualTo(1);
      assertThat(second.viewers()).isEqualTo(1);
    }
  }

  /** Those that verify read, the others drop; all of them count alike. */
  @Test
  void countsWhatItThrowsAwayUnread() throws Exception {
    try (PourServer server = new PourServer(PLAIN, Wire.jpeg(5000))) {
      assertSound(run(plan(List.of(server.url()), 8, 0, 0, true)));
    }
  }

  @Test
  void seesBrokenFrames() throws Exception {
    byte[] cut = Wire.jpeg(5000);
    cut[4999] = 0;
    try (PourServer server = new PourServer(PLAIN, cut)) {
      assertThat(run(plan(server.url(), 4, 0, 0)).broken()).isPositive();
    }
  }

  @Test
  void reportsWhatWaitedForStalledViewers() throws Exception {
    try (PourServer server = new PourServer(PLAIN, Wire.jpeg(5000))) {
      LoadReport.Stalled stalled = requireNonNull(run(plan(server.url(), 4, 2, 0)).stalled());
      assertThat(stalled.viewers()).isEqualTo(2);
      assertThat(stalled.freshAgain()).isEqualTo(2);
      assertThat(stalled.oldBytes().max()).isGreaterThan(5000);
    }
  }

  @Test
  void holdsSlowViewersToTheirRate() throws Exception {
    try (PourServer server = new PourServer(PLAIN, Wire.jpeg(5000))) {
      LoadReport report = run(plan(server.url(), 4, 0, 1));
      LoadReport.HalfRate slow = requireNonNull(report.halfRate());
      assertThat(slow.framesPerSecond().max()).isPositive();
      assertThat(slow.framesPerSecond().max()).isLessThan(report.framesPerSecond().max());
    }
  }

  @Test
  void saysWhyNobodyCouldWatch() throws Exception {
    try (PourServer server = new PourServer("HTTP/1.1 404 Not Found\r\n\r\n", Wire.jpeg(9))) {
      assertThatThrownBy(() -> run(plan(server.url(), 1, 0, 0)))
          .isInstanceOf(LoadException.class)
          .hasMessage("the server answered: HTTP/1.1 404 Not Found");
    }
  }

  @Test
  void reportsTheWindowAndStallsInOrder() throws Exception {
    List<String> calls = new ArrayList<>();
    WindowListener listener =
        new WindowListener() {
          @Override
          public void opened() {
            calls.add("opened");
          }

          @Override
          public void stalling(Set<Integer> ports) {
            calls.add(ports.size() + " stalling");
          }

          @Override
          public void resuming() {
            calls.add("resuming");
          }

          @Override
          public void closed() {
            calls.add("closed");
          }
        };
    try (PourServer server = new PourServer(PLAIN, Wire.jpeg(5000))) {
      new ViewerLoad(plan(server.url(), 3, 2, 0), List.of(listener)).run();
    }
    assertThat(calls).containsExactly("opened", "2 stalling", "resuming", "closed");
  }

  private static void assertSound(LoadReport report) {
    assertThat(report.framesPerSecond().min()).isPositive();
    assertThat(report.broken()).isZero();
    assertThat(report.lost()).isZero();
    assertThat(report.stalled()).isNull();
    assertThat(report.halfRate()).isNull();
  }

  private static LoadReport run(LoadPlan plan) throws IOException {
    return new ViewerLoad(plan, List.of()).run();
  }

  private static LoadPlan plan(URI url, int viewers, int stalled, int halfRate) {
    return plan(List.of(url), viewers, stalled, halfRate);
  }

  private static LoadPlan plan(List<URI> urls, int viewers, int stalled, int halfRate) {
    return plan(urls, viewers, stalled, halfRate, false);
  }

  private static LoadPlan plan(
      List<URI> urls, int viewers, int stalled, int halfRate, boolean dropping) {
    // Whoever has stalled needs time to work off megabytes, beside others who leave the machine
    // none.
    Duration window = stalled > 0 ? Duration.ofSeconds(4) : Duration.ofMillis(500);
    Crowd crowd = new Crowd(viewers, stalled, 0, halfRate, dropping ? 0 : viewers);
    return new LoadPlan(
        urls, crowd, Duration.ofMillis(100), Duration.ofMillis(20), window, 5000, 100, false);
  }
}
