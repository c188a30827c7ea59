package io.zoetrope.benchmarks.inner;

import static java.util.Objects.requireNonNull;

import io.zoetrope.tasks.Lease;
import io.zoetrope.tasks.QueueFullException;
import io.zoetrope.tasks.QueueOptions;
import io.zoetrope.tasks.TaskQueue;
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
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A task through the queue in a file: submitted, taken and done by one caller. */
@State(Scope.Thread)
public class TaskQueueBenchmark {
  private static final String KIND = "snapshot";
  private static final JsonNode JSON = JsonNodeFactory.instance.objectNode().put("camera", "door");

  private final RingTopic events = new RingTopic(1000, InstantSource.system());
  private @Nullable Path folder;
  private @Nullable SqliteTaskQueue queue;
  private @Nullable Connection bare;
  private @Nullable PreparedStatement insert;

  @Setup
  public void open() throws IOException, SQLException {
    folder = Files.createTempDirectory("zoetrope-bench-tasks-");
    queue =
        SqliteTaskQueue.open(
            folder.resolve("tasks.db"), QueueOptions.STANDARD, events, InstantSource.system());
    bare = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("bare.db"));
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
    requireNonNull(queue).close();
    events.close();
    requireNonNull(insert).close();
    requireNonNull(bare).close();
    try (Stream<Path> files = Files.walk(requireNonNull(folder))) {
      for (Path file : files.toList().reversed()) {
        Files.delete(file);
      }
    }
  }

  /** One row in a file of SQLite, committed. */
  @Benchmark
  public int floorCommit() throws SQLException {
    return requireNonNull(insert).executeUpdate();
  }

  @Benchmark
  public boolean submitTakeAndEnd() throws QueueFullException, InterruptedException {
    TaskQueue tasks = requireNonNull(queue);
    var _ = tasks.submit(new TaskRequest(KIND, JSON));
    List<Lease> taken = tasks.leases().take(Set.of(KIND), "bench", 1, Duration.ofSeconds(1));
    return tasks.leases().done(taken.getFirst(), JSON);
  }
}
