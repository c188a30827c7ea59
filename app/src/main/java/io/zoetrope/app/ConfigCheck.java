package io.zoetrope.app;

import io.zoetrope.app.catalog.Exports;
import io.zoetrope.app.config.BadConfigException;
import io.zoetrope.app.config.CameraConfig;
import io.zoetrope.app.config.Config;
import io.zoetrope.app.config.ConfigFile;
import io.zoetrope.app.config.ConfigProblem;
import io.zoetrope.app.config.Place;
import io.zoetrope.app.config.ScheduleConfig;
import io.zoetrope.app.config.StreamConfig;
import io.zoetrope.automation.schedule.Schedule;
import io.zoetrope.core.CameraSystem;
import io.zoetrope.core.source.BadCameraUriException;
import io.zoetrope.core.source.DriverContext;
import io.zoetrope.recording.Recordings;
import io.zoetrope.tasks.TaskRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What drivers and kinds of tasks say about a configuration.
 *
 * @param problems what can never work, and ends the start
 * @param notes a sentence for each thing that is missing at present and may still appear: a file, a
 *     program, a plugin
 */
public record ConfigCheck(List<ConfigProblem> problems, List<String> notes) {
  private static final Set<String> RECORDINGS =
      Set.of(Recordings.SNAPSHOT, Recordings.CLIP, Recordings.TIMELAPSE);

  public ConfigCheck {
    problems = List.copyOf(problems);
    notes = List.copyOf(notes);
  }

  public static ConfigCheck of(ConfigFile.Reading reading) {
    try (Sources sources = new Sources(reading.config().drivers())) {
      ConfigCheck check = of(reading.config(), reading.cameras(), sources);
      List<ConfigProblem> problems = new ArrayList<>(reading.problems());
      problems.addAll(check.problems);
      return new ConfigCheck(problems, check.notes);
    }
  }

  /**
   * Checks each camera and schedule, and where things are kept. Opens nothing.
   *
   * @param names of more cameras that a schedule may name
   */
  static ConfigCheck of(Config config, Set<String> names, Sources sources) {
    List<ConfigProblem> problems = new ArrayList<>();
    List<String> notes = new ArrayList<>(sources.faults());
    StorageCheck.note(config.data(), config.catalog()).ifPresent(notes::add);
    Set<String> known = new HashSet<>(names);
    try (CameraSystem system = sources.newSystem().transcoders(Optional.empty()).open()) {
      for (CameraConfig camera : config.cameras()) {
        known.add(camera.id());
        DriverContext context = system.context(camera.id());
        check(camera.source(), problems, () -> sources.camera(camera.source()).check(context))
            .ifPresent(notes::add);
        camera
            .small()
            .flatMap(
                small -> check(small, problems, () -> sources.camera(small).checkSmall(context)))
            .ifPresent(notes::add);
      }
    }
    for (ScheduleConfig given : config.schedules()) {
      Schedule schedule = given.schedule();
      fault(config, known::contains, schedule.task())
          .map(fault -> "Schedule %s: %s".formatted(schedule.name(), fault))
          .ifPresent(problem -> problems.add(new ConfigProblem(given.place(), problem)));
    }
    problems.addAll(StorageCheck.problems(config.data(), config.catalog()));
    return new ConfigCheck(problems, notes);
  }

  /** A note about what is missing at present. */
  private static Optional<String> check(
      StreamConfig stream, List<ConfigProblem> problems, Supplier<Optional<String>> check) {
    try {
      return check
          .get()
          .map(missing -> "%s: %s".formatted(stream.title(), missing))
          .map(note -> Place.hideIn(stream.place(), note));
    } catch (BadCameraUriException e) {
      String problem = "%s: %s".formatted(stream.title(), e.getMessage());
      problems.add(new ConfigProblem(stream.place(), problem));
      return Optional.empty();
    }
  }

  public void orThrow() {
    if (!problems.isEmpty()) {
      throw new BadConfigException(problems);
    }
  }

  private static Optional<String> fault(
      Config config, Predicate<String> cameras, TaskRequest task) {
    if (task.kind().equals(Exports.KIND)) {
      return config.catalog().on()
          ? Exports.checkPayload(task.payload())
          : Optional.of("There is nothing to export, since 'database: none' keeps nothing.");
    }
    if (RECORDINGS.contains(task.kind())) {
      return Recordings.check(task.kind(), task.payload(), cameras);
    }
    // On a Redis, programs of the user's own may do tasks of their own.
    return config.redis().isPresent()
        ? Optional.empty()
        : Optional.of(
            "There is no task '%s'; there are snapshot, clip, timelapse and export."
                .formatted(task.kind()));
  }
}
