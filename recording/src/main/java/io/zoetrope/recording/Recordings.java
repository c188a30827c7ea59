package io.zoetrope.recording;

import io.zoetrope.tasks.Task;
import io.zoetrope.tasks.TaskFailedException;
import io.zoetrope.tasks.TaskHandler;
import io.zoetrope.tasks.TaskKind;
import io.zoetrope.tasks.result.NoRoomException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** The tasks snapshot, clip and timelapse, on the server and on other machines. Any thread. */
public final class Recordings {
  public static final String SNAPSHOT = "snapshot";
  public static final String CLIP = "clip";
  public static final String TIMELAPSE = "timelapse";

  private static final Duration SNAPSHOT_TIMEOUT = Duration.ofMinutes(2);
  private static final Duration CLIP_TIMEOUT = Duration.ofHours(2);

  private final RecordingEnvironment environment;
  private final TimelapseHandler timelapses;
  private final Map<String, TaskHandler> handlers;

  public Recordings(RecordingEnvironment environment) {
    this.environment = environment;
    this.timelapses = new TimelapseHandler(environment);
    this.handlers =
        Map.of(
            SNAPSHOT,
            new SnapshotHandler(environment),
            CLIP,
            new ClipHandler(environment),
            TIMELAPSE,
            timelapses);
  }

  /** Knows whose recordings a task is for. May block. */
  @FunctionalInterface
  public interface Choice {
    Recordings of(Task task) throws Exception;
  }

  public List<TaskKind> kinds() {
    return kinds(_ -> this);
  }

  public static List<TaskKind> kinds(Choice choice) {
    return List.of(
        kind(SNAPSHOT, SNAPSHOT_TIMEOUT, choice),
        kind(CLIP, CLIP_TIMEOUT, choice),
        kind(TIMELAPSE, TimelapseRequest.LONGEST.plusDays(1), choice));
  }

  private static TaskKind kind(String name, Duration timeout, Choice choice) {
    TaskHandler handler =
        context ->
            Objects.requireNonNull(choice.of(context.task()).handlers.get(name)).run(context);
    return new TaskKind(name, told(handler), timeout);
  }

  /** What is wrong with a task that somebody asks for, in a sentence for people; does not block. */
  public Optional<String> check(String kind, JsonNode payload) {
    try {
      if (kind.equals(TIMELAPSE)) {
        TimelapseRequest.read(payload).checkStart(environment.time().now());
      }
      return check(kind, payload, camera -> environment.cameras().apply(camera).isPresent());
    } catch (BadPayloadException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  public static Optional<String> check(String kind, JsonNode payload, Predicate<String> cameras) {
    try {
      String camera =
          switch (kind) {
            case SNAPSHOT -> SnapshotRequest.read(payload).camera();
            case CLIP -> ClipRequest.read(payload).camera();
            case TIMELAPSE -> TimelapseRequest.read(payload).camera();
            default -> "";
          };
      return camera.isEmpty() || cameras.test(camera)
          ? Optional.empty()
          : Optional.of(RecordingEnvironment.noSuchCamera(camera));
    } catch (BadPayloadException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** Removes what ended time-lapses left, as after a crash; to be called now and then. Blocks. */
  public void tidy() throws IOException {
    timelapses.tidy();
  }

  private static TaskHandler told(TaskHandler handler) {
    return context -> {
      try {
        return handler.run(context);
      } catch (BadPayloadException | NoRoomException e) {
        throw new TaskFailedException(String.valueOf(e.getMessage()));
      } catch (ClosedByInterruptException e) {
        throw new InterruptedException();
      }
    };
  }
}
