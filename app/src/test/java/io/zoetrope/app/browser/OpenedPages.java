package io.zoetrope.app.browser;

import io.zoetrope.web.fixture.FakeTasks;
import io.zoetrope.web.fixture.ServerPair;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A server with cameras, tasks and events, and a browser to open its pages, new for each test. */
abstract class OpenedPages {
  @TempDir Path folder;
  final KeptEvents events = new KeptEvents();
  FakeTasks work;
  ServerPair pair;
  Browser browser;

  @BeforeEach
  final void start() throws Exception {
    work = new FakeTasks(folder, 10, 100);
    pair = ServerPair.tabling(work.content(), events);
    browser = Browser.launch();
  }

  @AfterEach
  final void stop() throws Exception {
    browser.close();
    pair.close();
    work.close();
  }

  final String url(String path) {
    return "http://127.0.0.1:%d/%s".formatted(pair.port(), path);
  }
}
