package io.zoetrope.app.browser;

import static java.util.Objects.requireNonNull;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.zoetrope.base.fixture.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** WebKitGTK's MiniBrowser by WebDriver, on a virtual X server. */
final class WebKitSession implements BrowserSession {
  private final BrowserProcess screen;
  private final BrowserProcess driver;
  private final WebDriver session;
  private boolean fresh = true;

  private WebKitSession(BrowserProcess screen, BrowserProcess driver, WebDriver session) {
    this.screen = screen;
    this.driver = driver;
    this.session = session;
  }

  static WebKitSession start() throws IOException {
    BrowserProcess screen =
        BrowserProcess.start(
            BrowserProcess.newFolder(),
            Map.of(),
            "Xvfb",
            "-displayfd",
            "1",
            "-screen",
            "0",
            "1300x1100x24",
            "-nolisten",
            "tcp");
    try {
      // It also complains about numbers that others use.
      return start(screen, ":" + screen.awaitLine("(\\d+)"));
    } catch (IOException | RuntimeException e) {
      screen.close();
      throw e;
    }
  }

  private static WebKitSession start(BrowserProcess screen, String display) throws IOException {
    int port = FreePort.find();
    BrowserProcess driver =
        BrowserProcess.start(
            BrowserProcess.newFolder(),
            Map.of("DISPLAY", display, "LIBGL_ALWAYS_SOFTWARE", "1", "NO_AT_BRIDGE", "1"),
            "WebKitWebDriver",
            "--port=" + port);
    try {
      JsonObject browser =
          new JsonObject()
              .put("binary", miniBrowser().toString())
              .put("args", new JsonArray().add("--automation"));
      JsonObject wanted =
          new JsonObject().put("pageLoadStrategy", "none").put("webkitgtk:browserOptions", browser);
      return new WebKitSession(screen, driver, WebDriver.connect(port, wanted));
    } catch (IOException | RuntimeException e) {
      driver.close();
      throw e;
    }
  }

  private static Path miniBrowser() throws IOException {
    try (Stream<Path> folders = Files.list(Path.of("/usr/lib"))) {
      return folders
          .map(folder -> folder.resolve("webkit2gtk-4.1/MiniBrowser"))
          .filter(Files::isExecutable)
          .findFirst()
          .orElseThrow(() ->
              new IOException("These tests need WebKitGTK's MiniBrowser: ./check installs it"));
    }
  }

  @Override
  public BrowserTab open(String url) {
    // A new window is requested in another one, and the current one may be closed.
    String any = ((JsonArray) session.get("window/handles")).getString(0);
    session.post("window", new JsonObject().put("handle", any));
    String handle = fresh ? any : newWindow();
    fresh = false;
    BrowserTab tab = new Tab(handle);
    tab.navigate(url);
    return tab;
  }

  private String newWindow() {
    JsonObject window = new JsonObject().put("type", "window");
    return ((JsonObject) requireNonNull(session.post("window/new", window))).getString("handle");
  }

  /** None: it does not log the console of remote-controlled pages, and has no BiDi yet. */
  @Override
  public List<String> errors() {
    return List.of();
  }

  @Override
  public void close() {
    driver.close();
    screen.close();
  }

  private final class Tab implements BrowserTab {
    private final String handle;

    Tab(String handle) {
      this.handle = handle;
      turnTo();
      session.post("window/rect", new JsonObject().put("width", 1280).put("height", 1080));
    }

    @Override
    public void navigate(String url) {
      turnTo();
      session.post("url", new JsonObject().put("url", url));
    }

    @Override
    public @Nullable String text(String expression) {
      turnTo();
      JsonObject script =
          new JsonObject().put("script", "return " + expression).put("args", new JsonArray());
      // It is taken away from a page that is just being left.
      return Awaitility.await()
          .ignoreExceptionsMatching(
              left -> String.valueOf(left).contains("before the unload event"))
          .until(
              () -> Optional.ofNullable((String) session.post("execute/sync", script)), _ -> true)
          .orElse(null);
    }

    @Override
    public byte[] screenshot() {
      turnTo();
      return Base64.getDecoder().decode((String) session.get("screenshot"));
    }

    @Override
    public void close() {
      turnTo();
      session.delete("window");
    }

    private void turnTo() {
      session.post("window", new JsonObject().put("handle", handle));
    }
  }
}
