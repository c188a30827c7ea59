package io.zoetrope.benchmarks.inner;

import io.zoetrope.tasks.Lease;
import io.zoetrope.tasks.QueueFullException;
import io.zoetrope.tasks.QueueOptions;
import io.zoetrope.tasks.TaskRequest;
import io.zoetrope.tasks.local.SqliteTaskQueue;
import io.zoetrope.tasks.topic.RingTopic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A task through the queue in a file: submitted, taken and done by one caller. */
@State(Scope.Thread)
public class TaskQueueBenchmark {
  private static final String KIND = "snapshot";
  private static final JsonNode JSON = JsonNodeFactory.instance.objectNode().put("camera", "door");

  private final Path folder = Files.createTempDirectory("zoetrope-bench-tasks-");
  private final RingTopic events = new RingTopic(1000, InstantSource.system());
  private final SqliteTaskQueue queue =
      SqliteTaskQueue.open(
          folder.resolve("tasks.db"), QueueOptions.STANDARD, events, InstantSource.system());
  private final Connection bare =
      DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("bare.db"));
  private final PreparedStatement insert;

  public TaskQueueBenchmark() throws IOException, SQLException {
    try (Statement statement = bare.createStatement()) {
      statement.execute("PRAGMA journal_mode = WAL");
      statement.execute("PRAGMA synchronous = NORMAL");
      statement.execute("CREATE TABLE task (json TEXT)");
    }
    insert = bare.prepareStatement("INSERT INTO task VALUES (?)");
    insert.setString(1, JSON.toString());
  }

  @TearDown
  public void close() throws IOException, SQLException {
    queue.close();
    events.close();
    insert.close();
    bare.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.toList().reversed()) {
        Files.delete(file);
      }
    }
  }

  /** One row in a file of SQLite, committed. */
  @Benchmark
  public int floorCommit() throws SQLException {
    return insert.executeUpdate();
  }

  @Benchmark
  public boolean submitTakeAndEnd() throws QueueFullException, InterruptedException {
    var _ = queue.submit(new TaskRequest(KIND, JSON));
    List<Lease> taken = queue.leases().take(Set.of(KIND), "bench", 1, Duration.ofSeconds(1));
    return queue.leases().done(taken.getFirst(), JSON);
  }
}
