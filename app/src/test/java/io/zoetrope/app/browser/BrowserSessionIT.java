package io.zoetrope.app.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.zoetrope.base.fixture.ChildProcesses;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What tests of pages can rely on in any browser. */
@Tag("full")
final class BrowserSessionIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @ParameterizedTest
  @EnumSource
  void opensVisiblePagesEvaluatesScriptsReportsErrorsAndLeavesNoProcess(BrowserEngine engine)
      throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String page =
              "<title>"
                  + exchange.getRequestURI().getPath()
                  + "</title><script>console.error('oh', 'no')</script>";
          exchange.sendResponseHeaders(200, page.length());
          exchange.getResponseBody().write(page.getBytes(StandardCharsets.UTF_8));
          exchange.close();
        });
    server.start();
    ChildProcesses processes = new ChildProcesses();
    try (BrowserSession browser = engine.launch()) {
      String url = "http://127.0.0.1:%d/".formatted(server.getAddress().getPort());
      BrowserTab first = browser.open(url + "first");
      BrowserTab second = browser.open(url + "second");
      await().atMost(PATIENCE).until(() -> "/first".equals(first.text("document.title")));
      await().atMost(PATIENCE).until(() -> "/second".equals(second.text("document.title")));
      assertThat(first.is("document.hidden") || second.is("document.hidden")).isFalse();
      assertThat(first.evaluate("[1, 'two', innerWidth > 1200]")).hasToString("[1,\"two\",true]");
      assertThat(first.text("new Promise(done => setTimeout(() => done('late'), 1))"))
          .isEqualTo("late");
      int errors = engine == BrowserEngine.WEBKIT ? 0 : 2;
      await().atMost(PATIENCE).until(() -> browser.errors().size() == errors);
      assertThat(browser.errors()).allMatch(error -> error.contains("oh no"));
      assertThat(first.screenshot()).startsWith(0x89, 'P', 'N', 'G');
      first.navigate(url + "third");
      await().atMost(PATIENCE).until(() -> "/third".equals(first.text("document.title")));
      second.close();
    } finally {
      server.stop(0);
    }
    await()
        .atMost(PATIENCE)
        .until(() -> processes.started().stream().allMatch(ChildProcesses::isGone));
  }
}
