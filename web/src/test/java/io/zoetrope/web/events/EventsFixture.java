package io.zoetrope.web.events;

import io.zoetrope.web.connection.Timeouts;
import io.zoetrope.web.fixture.FakeTasks;
import io.zoetrope.web.fixture.ServerPair;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What the tests of EventsIT and EventsResumedIT share. */
abstract class EventsFixture {
  static final int KEPT = 20;
  @TempDir Path folder;
  FakeTasks work;
  CountedTopic events;
  ServerPair pair;

  @BeforeEach
  void start() throws Exception {
    work = new FakeTasks(folder, 10, KEPT);
    events = new CountedTopic(work.events());
    pair =
        ServerPair.working(
            Timeouts.STANDARD.withHeartbeat(Duration.ofMillis(200)),
            work.content(work.queue(), events),
            "door");
  }

  @AfterEach
  void stop() throws Exception {
    pair.close();
    work.close();
  }

  void publish(int from, int to) {
    for (int n = from; n < to; n++) {
      work.events().publish(FakeTasks.json("{\"type\":\"number\",\"n\":%d}".formatted(n)));
    }
  }
}
