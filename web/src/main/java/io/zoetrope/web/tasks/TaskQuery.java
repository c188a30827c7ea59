package io.zoetrope.web.tasks;

import io.vertx.ext.web.RoutingContext;
import io.zoetrope.core.time.Durations;
import io.zoetrope.tasks.TaskFilter;
import io.zoetrope.tasks.TaskState;
import io.zoetrope.web.http.RefusedException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the query of a request says about tasks. Event loop only. */
final class TaskQuery {
  static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  private static final int STANDARD_PAGE = 50;
  private static final int LARGEST_PAGE = 500;

  private TaskQuery() {}

  /** The requested page, without the {@code quiet} kinds unless some are asked for. */
  static TaskFilter filter(RoutingContext context, Optional<String> quiet) throws RefusedException {
    Optional<String> label = parameter(context, "state");
    Optional<TaskState> state = label.flatMap(TaskState::of);
    if (label.isPresent() && state.isEmpty()) {
      String states =
          Arrays.stream(TaskState.values()).map(TaskState::label).collect(Collectors.joining(", "));
      throw new RefusedException(400, "bad_query", "state is one of: " + states + ".");
    }
    Optional<String> kind = parameter(context, "kind");
    return new TaskFilter(
        state,
        kind,
        kind.isPresent() ? Optional.empty() : quiet,
        parameter(context, "after"),
        limit(context));
  }

  static Duration wait(RoutingContext context) throws RefusedException {
    Optional<String> text = parameter(context, "wait");
    if (text.isEmpty()) {
      return Duration.ZERO;
    }
    return Durations.parse(text.get())
        .filter(wait -> wait.compareTo(LONGEST_WAIT) <= 0)
        .orElseThrow(() ->
            new RefusedException(
                400, "bad_query", "wait is a duration of at most 60s, as in wait=30s."));
  }

  private static int limit(RoutingContext context) throws RefusedException {
    String text = parameter(context, "limit").orElse(String.valueOf(STANDARD_PAGE));
    int limit = text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
    if (limit < 1 || limit > LARGEST_PAGE) {
      throw new RefusedException(
          400, "bad_query", "limit is a number from 1 to " + LARGEST_PAGE + ".");
    }
    return limit;
  }

  private static Optional<String> parameter(RoutingContext context, String name) {
    return context.queryParam(name).stream().findFirst().filter(text -> !text.isBlank());
  }
}
