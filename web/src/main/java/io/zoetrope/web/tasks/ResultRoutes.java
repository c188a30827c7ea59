package io.zoetrope.web.tasks;

import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.zoetrope.tasks.Task;
import io.zoetrope.tasks.TaskState;
import io.zoetrope.tasks.result.ResultFile;
import io.zoetrope.web.connection.RequestChannel;
import io.zoetrope.web.connection.ResponseEnd;
import io.zoetrope.web.connection.SendingSide;
import io.zoetrope.web.connection.StallGuard;
import io.zoetrope.web.connection.Timeouts;
import io.zoetrope.web.http.Endpoint;
import io.zoetrope.web.http.EntityTags;
import io.zoetrope.web.http.OffLoop;
import io.zoetrope.web.http.RefusedException;
import io.zoetrope.web.http.Responses;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * The results of tasks: files, sent by the kernel as they lie on the disk, or JSON. Event loop
 * only.
 */
public final class ResultRoutes {
  private static final int MOST_CALLS = 256;

  private sealed interface Result {
    record Json(String text) implements Result {}

    record File(StoredResult stored) implements Result {}
  }

  private final TaskContent work;
  private final TaskDocument json;
  private final UploadRoute upload;
  private final Duration patience;
  private final OffLoop calls = new OffLoop("task-result", MOST_CALLS, QueueFailures::meaning);

  public ResultRoutes(TaskContent work, Timeouts timeouts) {
    this.work = work;
    this.json = new TaskDocument(work.files());
    this.upload = new UploadRoute(work, timeouts.silentPublisher());
    this.patience = timeouts.stalledViewer();
  }

  public void addTo(Router router) {
    Endpoint.getAnd(HttpMethod.PUT, router, "/api/tasks/:id/result", this::show, upload::take);
  }

  private void show(RoutingContext context) {
    String id = String.valueOf(context.pathParam("id"));
    SendingSide.closesWithAll(RequestChannel.of(context.request()));
    calls.run(
        context,
        () -> find(id),
        result -> {
          switch (result) {
            case Result.Json(String text) -> Responses.json(context, 200, text);
            case Result.File(StoredResult stored) -> sendOrClose(context, stored);
          }
        });
  }

  private Result find(String id) throws RefusedException, IOException {
    Task task = work.queue().find(id).orElseThrow(() -> QueueFailures.noSuchTask(id));
    if (task.state() != TaskState.DONE) {
      throw noResult(task);
    }
    Optional<ResultFile> file = json.file(task);
    if (file.isPresent()) {
      return new Result.File(StoredResult.open(task, file.get()));
    }
    if (TaskDocument.namesFile(task)) {
      throw StoredResult.gone();
    }
    return new Result.Json(task.result().map(Object::toString).orElse("null"));
  }

  private static RefusedException noResult(Task task) {
    return task.state().ended()
        ? new RefusedException(
            409,
            "no_result",
            "This task has ended without a result (%s): %s"
                .formatted(
                    QueueFailures.words(task.state()), task.error().orElse("it was cancelled.")))
        : new RefusedException(
            409,
            "not_done",
            "This task is %s: ask again when it is done, or wait for it at api/tasks/%s?wait=30s."
                .formatted(task.state().label(), task.id()));
  }

  private void sendOrClose(RoutingContext context, StoredResult stored) {
    boolean taken = false;
    try {
      send(context, stored);
      taken = true;
    } finally {
      if (!taken) {
        stored.close(); // Vert.x has thrown, and will not say that it is done with it.
      }
    }
  }

  private void send(RoutingContext context, StoredResult stored) {
    HttpServerRequest request = context.request();
    if (ResponseEnd.isOver(context.response())
        || context.response().headWritten()
        || !RequestChannel.of(request).isActive()) {
      stored.close(); // Vert.x would throw, and not say that it is done with the file.
      return;
    }
    HttpServerResponse response =
        context
            .response()
            .putHeader(HttpHeaders.CONTENT_TYPE, stored.type().mediaType())
            .putHeader(HttpHeaders.ETAG, stored.etag())
            .putHeader(HttpHeaders.ACCEPT_RANGES, "bytes")
            .putHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache")
            .putHeader("content-disposition", "inline; filename=\"" + stored.name() + "\"");
    if (EntityTags.isKnown(request.getHeader(HttpHeaders.IF_NONE_MATCH), stored.etag())) {
      stored.close();
      response.setStatusCode(304).end();
      return;
    }
    if (request.method().equals(HttpMethod.HEAD)) {
      stored.close();
      response.putHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(stored.size())).end();
      return;
    }
    try {
      Optional<ByteRange> part = part(request, stored);
      part.ifPresent(range ->
          response
              .setStatusCode(206)
              .putHeader(HttpHeaders.CONTENT_RANGE, range.of(stored.size())));
      send(context, stored, part.orElse(new ByteRange(0, stored.size())));
    } catch (RefusedException e) {
      stored.close();
      response.putHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + stored.size());
      Responses.error(context.response(), e);
    }
  }

  private void send(RoutingContext context, StoredResult stored, ByteRange range) {
    Future<Void> sent = context.response().sendFile(stored.file(), range.first(), range.length());
    // Over HTTP/2 all of it waits in memory, and Vert.x is done with the file at once.
    Runnable taken =
        RequestChannel.isShared(context.request())
            ? () -> {}
            : StallGuard.on(context, patience, () -> true);
    sent.onComplete(_ -> {
      taken.run();
      stored.close();
    });
  }

  private static Optional<ByteRange> part(HttpServerRequest request, StoredResult stored)
      throws RefusedException {
    String wanted = request.getHeader("range");
    String onlyIf = request.getHeader("if-range");
    return wanted == null || (onlyIf != null && !onlyIf.strip().equals(stored.etag()))
        ? Optional.empty()
        : ByteRange.read(wanted, stored.size());
  }
}
