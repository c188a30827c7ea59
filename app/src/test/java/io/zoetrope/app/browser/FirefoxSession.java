package io.zoetrope.app.browser;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Firefox by WebDriver BiDi. */
final class FirefoxSession implements BrowserSession {
  private static final String SETTINGS =
      """
      user_pref("app.normandy.enabled", false);
      user_pref("app.update.auto", false);
      user_pref("browser.shell.checkDefaultBrowser", false);
      user_pref("browser.startup.homepage_override.mstone", "ignore");
      user_pref("datareporting.policy.dataSubmissionEnabled", false);
      user_pref("dom.ipc.processPrelaunch.enabled", false);
      user_pref("network.captive-portal-service.enabled", false);
      user_pref("network.connectivity-service.enabled", false);
      user_pref("services.settings.server", "data:,#remote-settings-dummy/v1");
      user_pref("toolkit.telemetry.enabled", false);
      """;

  private final BrowserProcess process;
  private final BidiSocket socket;

  private FirefoxSession(BrowserProcess process, BidiSocket socket) {
    this.process = process;
    this.socket = socket;
  }

  static FirefoxSession start() throws IOException {
    Path profile = BrowserProcess.newFolder();
    Files.writeString(profile.resolve("user.js"), SETTINGS);
    BrowserProcess process =
        BrowserProcess.start(
            profile,
            Map.of("MOZ_CRASHREPORTER_DISABLE", "1"),
            "firefox-esr",
            "--headless",
            "--no-remote",
            "--width=1280",
            "--height=1000",
            "--profile",
            profile.toString(),
            "--remote-debugging-port=0",
            "about:blank");
    try {
      String address = process.awaitLine("WebDriver BiDi listening on (.*)");
      BidiSocket socket = BidiSocket.connect(address + "/session");
      socket.call("session.new", new JsonObject().put("capabilities", new JsonObject()));
      JsonArray events = new JsonArray().add("log.entryAdded");
      socket.call("session.subscribe", new JsonObject().put("events", events));
      return new FirefoxSession(process, socket);
    } catch (RuntimeException e) {
      process.close();
      throw e;
    }
  }

  @Override
  public BrowserTab open(String url) {
    JsonObject created =
        socket.call("browsingContext.create", new JsonObject().put("type", "window"));
    BrowserTab tab = new Tab(created.getString("context"));
    tab.navigate(url);
    return tab;
  }

  @Override
  public List<String> errors() {
    return socket.events("log.entryAdded").stream()
        .filter(entry -> entry.getString("level").equals("error"))
        .map(entry -> entry.getString("text"))
        .toList();
  }

  @Override
  public void close() {
    socket.close();
    process.close();
  }

  private final class Tab implements BrowserTab {
    private final String context;

    Tab(String context) {
      this.context = context;
    }

    @Override
    public void navigate(String url) {
      // A stream is never complete.
      call("browsingContext.navigate", new JsonObject().put("url", url).put("wait", "none"));
    }

    @Override
    public @Nullable String text(String expression) {
      JsonObject answer =
          socket.call(
              "script.evaluate",
              new JsonObject()
                  .put("expression", expression)
                  .put("target", new JsonObject().put("context", context))
                  .put("awaitPromise", true));
      if (!answer.getString("type").equals("success")) {
        throw new AssertionError(expression + " fails: " + answer);
      }
      return answer.getJsonObject("result").getString("value");
    }

    @Override
    public byte[] screenshot() {
      return Base64.getDecoder()
          .decode(call("browsingContext.captureScreenshot", new JsonObject()).getString("data"));
    }

    @Override
    public void close() {
      call("browsingContext.close", new JsonObject());
    }

    private JsonObject call(String method, JsonObject parameters) {
      return socket.call(method, parameters.put("context", context));
    }
  }
}
