package io.zoetrope.web.tasks;

import io.zoetrope.web.fixture.Answer;
import io.zoetrope.web.fixture.RawClient;
import io.zoetrope.web.fixture.ServerPair;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Requests with a body, each on a connection of its own. */
final class Asking {
  private Asking() {}

  static Answer post(ServerPair pair, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return send(pair, "POST", "/api/tasks", bytes, "Content-Type: application/json");
  }

  static Answer send(ServerPair pair, String method, String target, byte[] body, String... headers)
      throws IOException {
    List<String> all = new ArrayList<>(List.of(headers));
    all.add("Content-Length: " + body.length);
    RawClient client = pair.connect();
    client.request(method, target, all.toArray(String[]::new)).send(body);
    return client.readAnswer();
  }
}
