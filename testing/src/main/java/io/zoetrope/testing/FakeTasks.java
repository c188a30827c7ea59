package io.zoetrope.testing;

import io.zoetrope.tasks.Lease;
import io.zoetrope.tasks.QueueFullException;
import io.zoetrope.tasks.QueueOptions;
import io.zoetrope.tasks.Task;
import io.zoetrope.tasks.TaskQueue;
import io.zoetrope.tasks.TaskRequest;
import io.zoetrope.tasks.local.SqliteTaskQueue;
import io.zoetrope.tasks.result.NewResult;
import io.zoetrope.tasks.result.ResultFolder;
import io.zoetrope.tasks.result.ResultType;
import io.zoetrope.tasks.topic.RetainedTopic;
import io.zoetrope.tasks.topic.RingTopic;
import io.zoetrope.web.TaskContent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Background work for a server, done by nobody but the test. A real queue, in memory, and a real
 * folder. Any thread may call it.
 */
public final class FakeTasks implements AutoCloseable {
  /** What workers on other machines know. */
  public static final String WORKER_KEY = "the worker's key";

  public static final Set<String> KINDS = Set.of("snapshot", "clip", "timelapse");

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final RingTopic events;
  private final TaskQueue queue;
  private final ResultFolder results;

  /**
   * Makes work.
   *
   * @param folder for results
   * @param capacity how many tasks may wait
   * @param kept how many messages are kept
   */
  public FakeTasks(Path folder, int capacity, int kept) throws IOException {
    events = new RingTopic(kept, InstantSource.system());
    queue =
        SqliteTaskQueue.inMemory(
            QueueOptions.STANDARD.withCapacity(capacity), events, InstantSource.system());
    results = ResultFolder.open(folder, InstantSource.system());
  }

  /** What a server needs of it. Payloads must name a camera. */
  public TaskContent content() {
    return content(queue, events);
  }

  /** As above, seen through these. */
  public TaskContent content(TaskQueue queue, RetainedTopic events) {
    return new TaskContent(
        queue,
        events,
        KINDS,
        (kind, payload) ->
            payload.path("camera").isString()
                ? Optional.empty()
                : Optional.of("A %s needs a camera.".formatted(kind)),
        results::find,
        results,
        Optional.of("webhook-*"),
        Optional.of(WORKER_KEY));
  }

  public RingTopic events() {
    return events;
  }

  public TaskQueue queue() {
    return queue;
  }

  public ResultFolder results() {
    return results;
  }

  /** Puts a task of this kind for the camera {@code door} into the queue. */
  public Task submit(String kind) throws QueueFullException {
    return queue.submit(new TaskRequest(kind, json("{\"camera\":\"door\"}")));
  }

  /** Takes the next task that is due, as a worker does. */
  public Lease take() throws InterruptedException {
    return queue.leases().take(KINDS, "test", 1, PATIENCE).getFirst();
  }

  /** Submits, takes and ends a task with this result. */
  public Task done(String kind, String result) throws Exception {
    submit(kind);
    Lease lease = take();
    queue.leases().done(lease, json(result));
    return queue.find(lease.task().id()).orElseThrow();
  }

  /** Submits, takes and ends a task with this file. */
  public Task done(String kind, ResultType type, byte[] file) throws Exception {
    submit(kind);
    Lease lease = take();
    String id = lease.task().id();
    try (NewResult result = results.begin(id, type)) {
      Files.write(result.path(), file);
      result.commit();
    }
    queue
        .leases()
        .done(
            lease,
            JSON.valueToTree(
                Map.of(
                    "file",
                    id + "." + type.extension(),
                    "type",
                    type.mediaType(),
                    "size",
                    file.length)));
    return queue.find(id).orElseThrow();
  }

  public static JsonNode json(String text) {
    return JSON.readTree(text);
  }

  @Override
  public void close() {
    queue.close();
    events.close();
  }
}
