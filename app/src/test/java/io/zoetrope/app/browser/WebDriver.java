package io.zoetrope.app.browser;

import static java.util.Objects.requireNonNull;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** WebDriver: commands to a browser over HTTP. One thread. */
final class WebDriver {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final HttpClient client = HttpClient.newHttpClient();
  private String base;

  private WebDriver(int port) {
    this.base = "http://127.0.0.1:" + port + "/session";
  }

  /** Opens a session as soon as the driver listens. */
  static WebDriver connect(int port, JsonObject wanted) {
    WebDriver driver = new WebDriver(port);
    JsonObject capabilities = new JsonObject().put("alwaysMatch", wanted);
    JsonObject session =
        (JsonObject)
            Awaitility.await()
                .atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(UncheckedIOException.class)
                .until(
                    () -> driver.post("", new JsonObject().put("capabilities", capabilities)),
                    started -> started != null);
    driver.base += "/" + session.getString("sessionId");
    return driver;
  }

  Object get(String command) {
    return requireNonNull(call(to(command).GET()));
  }

  @Nullable Object post(String command, JsonObject parameters) {
    return call(to(command).POST(BodyPublishers.ofString(parameters.encode())));
  }

  void delete(String command) {
    var _ = call(to(command).DELETE());
  }

  private HttpRequest.Builder to(String command) {
    String address = command.isEmpty() ? base : base + "/" + command;
    return HttpRequest.newBuilder(URI.create(address)).timeout(PATIENCE);
  }

  private @Nullable Object call(HttpRequest.Builder command) {
    HttpRequest request = command.build();
    try {
      var response = client.send(request, BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new AssertionError(request + " fails: " + response.body());
      }
      return new JsonObject(response.body()).getValue("value");
    } catch (ConnectException e) {
      throw new UncheckedIOException(e);
    } catch (IOException e) {
      throw new AssertionError(request + " fails", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
