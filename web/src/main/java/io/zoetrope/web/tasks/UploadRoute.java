package io.zoetrope.web.tasks;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.zoetrope.tasks.Task;
import io.zoetrope.tasks.TaskState;
import io.zoetrope.tasks.result.ResultType;
import io.zoetrope.web.http.BearerKey;
import io.zoetrope.web.http.BodyPipe;
import io.zoetrope.web.http.JsonBody;
import io.zoetrope.web.http.OffLoop;
import io.zoetrope.web.http.RefusedException;
import io.zoetrope.web.http.Responses;
import io.zoetrope.web.http.UploadAbortedException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/** Where workers on other machines put the files of their tasks. Event loop only. */
final class UploadRoute {
  private static final long MOST_BYTES = 4L << 30;
  private static final int MOST_AT_ONCE = 16;

  private final TaskContent work;
  private final Duration patience;
  private final OffLoop uploads = new OffLoop("task-upload", MOST_AT_ONCE, UploadRoute::meaning);

  UploadRoute(TaskContent work, Duration patience) {
    this.work = work;
    this.patience = patience;
  }

  void take(RoutingContext context) throws RefusedException {
    HttpServerRequest request = context.request();
    checkKey(request);
    ResultType type = type(request);
    checkLength(request);
    String id = String.valueOf(context.pathParam("id"));
    BodyPipe body = new BodyPipe(request, context.vertx().getOrCreateContext(), patience);
    body.sayContinue();
    uploads.run(
        context,
        () -> store(id, type, body),
        size ->
            Responses.json(context, 200, JsonNodeFactory.instance.objectNode().put("size", size)));
  }

  private long store(String id, ResultType type, InputStream body) throws Exception {
    try (body) {
      Task task = work.queue().find(id).orElseThrow(() -> QueueFailures.noSuchTask(id));
      if (task.state() != TaskState.RUNNING) {
        throw new RefusedException(
            409,
            "not_running",
            "This task is %s: only one that is running gets a file."
                .formatted(task.state().label()));
      }
      return Upload.store(work.uploads(), id, type, body, MOST_BYTES);
    }
  }

  private void checkKey(HttpServerRequest request) throws RefusedException {
    if (work.workerKey().isEmpty()) {
      throw new RefusedException(
          403,
          "no_workers",
          "This server has no workers on other machines: start it with --redis.");
    }
    // Compared in the same time however much of it is right.
    if (!MessageDigest.isEqual(bytes(BearerKey.of(request)), bytes(work.workerKey().get()))) {
      throw new RefusedException(
          401, "key_needed", "Only a worker that knows this server's key may store results.");
    }
  }

  private static ResultType type(HttpServerRequest request) throws RefusedException {
    return ResultType.of(JsonBody.mediaType(request))
        .orElseThrow(() ->
            new RefusedException(
                415, "not_a_result", "Content-Type must be image/jpeg or video/mp4."));
  }

  private static void checkLength(HttpServerRequest request) throws RefusedException {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length != null && Long.parseLong(length) > MOST_BYTES) {
      throw Upload.tooLarge(MOST_BYTES);
    }
  }

  private static @Nullable RefusedException meaning(Exception failure) {
    // To one who has left this answer does not come.
    return failure instanceof UploadAbortedException
        ? new RefusedException(400, "cut_short", "The upload was cut off.")
        : QueueFailures.meaning(failure);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
