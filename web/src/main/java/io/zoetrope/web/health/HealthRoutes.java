package io.zoetrope.web.health;

import io.vertx.ext.web.Router;
import io.zoetrope.web.http.Endpoint;
import io.zoetrope.web.http.Responses;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Whether the server answers at all, and which version of it. Event loop only. */
public final class HealthRoutes {
  /** Written once, and without what makes JSON: monitors ask servers that do nothing else. */
  private static final String HEALTHY =
      "{\"status\":\"ok\",\"version\":\"%s\"}".formatted(version());

  public void addTo(Router router) {
    Endpoint.get(router, "/healthz", context -> Responses.json(context, 200, HEALTHY));
  }

  private static String version() {
    Properties properties = new Properties();
    try (InputStream in =
        HealthRoutes.class.getResourceAsStream("/io/zoetrope/web/version.properties")) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version", "unknown");
  }
}
