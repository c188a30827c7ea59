package io.zoetrope.benchmarks.rows;

import io.zoetrope.catalog.EventRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * For one thread. Events as a house with some cameras has them, the same each time but for their
 * time.
 */
final class MadeUpEvents {
  private static final List<String> CAMERAS = List.of("door", "yard", "printer", "hall & stairs");
  private static final List<String> STATES = List.of("starting", "live", "lingering", "idle");

  private final SplittableRandom random = new SplittableRandom(6);
  private final Instant first;
  private final Duration apart;
  private long made;

  MadeUpEvents(Instant first, Duration apart) {
    this.first = first;
    this.apart = apart;
  }

  List<EventRecord> next(int count) {
    List<EventRecord> events = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      events.add(next());
    }
    return events;
  }

  private EventRecord next() {
    long number = made++;
    Instant at = first.plus(apart.multipliedBy(number)).truncatedTo(ChronoUnit.MILLIS);
    String id = at.toEpochMilli() + "-" + number % 1000;
    String camera = pick(CAMERAS);
    return switch (random.nextInt(10)) {
      case 0, 1, 2, 3 ->
          event(id, at, "camera", camera, "\"state\":\"%s\"".formatted(pick(STATES)));
      case 4, 5, 6, 7 ->
          event(id, at, "viewers", camera, "\"viewers\":%d".formatted(random.nextInt(50)));
      case 8 ->
          event(
              id,
              at,
              "camera",
              camera,
              "\"state\":\"retrying\",\"reason\":\"The camera says <401>: check \\\"user\\\" & password.\"");
      default ->
          event(
              id,
              at,
              "task",
              null,
              "\"id\":\"%016x\",\"kind\":\"snapshot\",\"state\":\"done\",\"attempt\":1"
                  .formatted(random.nextLong()));
    };
  }

  private static EventRecord event(
      String id, Instant at, String kind, @Nullable String camera, String told) {
    String where = camera == null ? "" : "\"camera\":\"" + camera + "\",";
    String json = "{\"type\":\"%s\",\"at\":\"%s\",%s%s}".formatted(kind, at, where, told);
    return new EventRecord(id, at, kind, camera, json);
  }

  private String pick(List<String> words) {
    return words.get(random.nextInt(words.size()));
  }
}
