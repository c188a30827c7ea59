package io.zoetrope.tasks.local;

import io.zoetrope.tasks.Lease;
import io.zoetrope.tasks.QueueOptions;
import io.zoetrope.tasks.TaskJson;
import io.zoetrope.tasks.TaskRequest;
import io.zoetrope.tasks.topic.RingTopic;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What the tests of SqliteFileIT and SqliteFileReplacedIT share. */
abstract class SqliteFileFixture {
  static final Clock CLOCK = Clock.systemUTC();
  static final JsonNode NOTHING = TaskJson.parse("{}");
  static final TaskRequest REQUEST = new TaskRequest("a", NOTHING);
  @TempDir Path folder;

  Path file() {
    return folder.resolve("data").resolve("tasks.db");
  }

  SqliteTaskQueue open() {
    return SqliteTaskQueue.open(file(), QueueOptions.STANDARD, new RingTopic(10, CLOCK), CLOCK);
  }

  static Lease take(SqliteTaskQueue queue) throws InterruptedException {
    return queue.leases().take(Set.of("a"), "w", 1, Duration.ofSeconds(10)).getFirst();
  }
}
