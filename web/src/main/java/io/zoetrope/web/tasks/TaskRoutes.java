package io.zoetrope.web.tasks;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.zoetrope.core.time.Timekeeper;
import io.zoetrope.tasks.QueueFullException;
import io.zoetrope.tasks.Task;
import io.zoetrope.tasks.TaskFilter;
import io.zoetrope.tasks.TaskRequest;
import io.zoetrope.tasks.TaskState;
import io.zoetrope.web.http.Endpoint;
import io.zoetrope.web.http.JsonBody;
import io.zoetrope.web.http.OffLoop;
import io.zoetrope.web.http.RefusedException;
import io.zoetrope.web.http.Responses;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Background work as JSON: asked for, seen, waited for, cancelled. Event loop only. */
public final class TaskRoutes {
  private static final int MOST_CALLS = 256;
  private static final int MOST_WAITS = 1000;

  private final TaskContent work;
  private final TaskSubmission submission;
  private final TaskDocument json;
  private final Timekeeper time;
  private final OffLoop calls = new OffLoop("task-call", MOST_CALLS, QueueFailures::meaning);
  private final OffLoop waits = new OffLoop("task-wait", MOST_WAITS, QueueFailures::meaning);

  public TaskRoutes(TaskContent work, Timekeeper time) {
    this.work = work;
    this.submission = new TaskSubmission(work.kinds(), work.check());
    this.json = new TaskDocument(work.files());
    this.time = time;
  }

  public void addTo(Router router) {
    Endpoint.getAnd(HttpMethod.POST, router, "/api/tasks", this::list, this::submit);
    Endpoint.getAnd(HttpMethod.DELETE, router, "/api/tasks/:id", this::show, this::cancel);
  }

  private void submit(RoutingContext context) throws RefusedException {
    JsonBody.read(
        context,
        TaskSubmission.EXAMPLE,
        body -> {
          TaskRequest request = submission.read(body, time.now());
          calls.run(
              context,
              () -> submit(request),
              task -> {
                context
                    .response()
                    .putHeader(HttpHeaders.LOCATION, "tasks/" + task.path("id").stringValue());
                Responses.json(context, 202, task);
              });
        });
  }

  private ObjectNode submit(TaskRequest request) throws RefusedException {
    try {
      return json.of(work.queue().submit(request));
    } catch (QueueFullException e) {
      throw new RefusedException(503, "queue_full", String.valueOf(e.getMessage()));
    }
  }

  private void list(RoutingContext context) throws RefusedException {
    TaskFilter filter = TaskQuery.filter(context, work.quietTasks());
    calls.run(context, () -> page(filter).toString(), ok(context));
  }

  private ObjectNode page(TaskFilter filter) {
    int most = filter.most();
    // One more tells whether there is a next page.
    List<Task> found = work.queue().list(filter.withMost(most + 1));
    List<Task> shown = found.subList(0, Math.min(most, found.size()));
    ObjectNode page = JsonNodeFactory.instance.objectNode();
    count(filter, page);
    page.putArray("tasks").addAll(shown.stream().map(json::of).toList());
    if (found.size() > most) {
      page.put("next", shown.getLast().id());
    }
    return page;
  }

  /** Adds how many tasks there are in each state, and how many are left out. */
  private void count(TaskFilter filter, ObjectNode page) {
    if (filter.kind().isPresent()) {
      page.set("counts", TaskDocument.counts(work.queue().counts(filter.kind().get())));
      return;
    }
    Map<TaskState, Long> counts = new EnumMap<>(work.queue().counts());
    Map<TaskState, Long> others = filter.without().map(work.queue()::counts).orElseGet(Map::of);
    others.forEach(
        (state, some) -> counts.computeIfPresent(state, (_, all) -> Math.max(0, all - some)));
    page.set("counts", TaskDocument.counts(counts));
    long leftOut = others.values().stream().mapToLong(Long::longValue).sum();
    if (leftOut > 0) {
      page.put("leftOut", leftOut);
    }
  }

  private void show(RoutingContext context) throws RefusedException {
    String id = id(context);
    Duration wait = TaskQuery.wait(context);
    if (wait.isZero()) {
      calls.run(context, () -> json.of(find(id)).toString(), ok(context));
    } else {
      waits.runWhileConnected(
          context,
          () ->
              json.of(work.queue().await(id, wait).orElseThrow(() -> QueueFailures.noSuchTask(id)))
                  .toString(),
          ok(context));
    }
  }

  private void cancel(RoutingContext context) {
    String id = id(context);
    calls.run(context, () -> cancel(id).toString(), ok(context));
  }

  private ObjectNode cancel(String id) throws RefusedException {
    boolean cancelled = work.queue().cancel(id);
    Task task = find(id);
    if (!cancelled) {
      throw new RefusedException(
          409,
          "has_ended",
          "This task has ended (%s) and cannot be cancelled."
              .formatted(QueueFailures.words(task.state())));
    }
    return json.of(task);
  }

  private Task find(String id) throws RefusedException {
    return work.queue().find(id).orElseThrow(() -> QueueFailures.noSuchTask(id));
  }

  private static String id(RoutingContext context) {
    return String.valueOf(context.pathParam("id"));
  }

  private static Consumer<String> ok(RoutingContext context) {
    return body -> Responses.json(context, 200, body);
  }
}
