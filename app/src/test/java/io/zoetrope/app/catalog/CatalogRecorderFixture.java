package io.zoetrope.app.catalog;

import io.zoetrope.base.Backoff;
import io.zoetrope.core.time.SystemTimekeeper;
import io.zoetrope.tasks.topic.RingTopic;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What the tests of CatalogRecorderTest and CatalogRecorderTroubleTest share. */
abstract class CatalogRecorderFixture {
  static final Duration MOMENT = Duration.ofMillis(5);

  static final RecorderTimings FAST =
      new RecorderTimings(
          MOMENT,
          MOMENT,
          MOMENT,
          new Backoff(MOMENT, Duration.ofMillis(20)),
          Duration.ofSeconds(10));

  static final Instant LONG_AGO = FakeQueue.SUBMITTED.minus(Duration.ofDays(90));
  final SystemTimekeeper time = new SystemTimekeeper();
  final RingTopic events = new RingTopic(5_000, InstantSource.system());
  final FakeQueue queue = new FakeQueue(events);
  final FakeCatalog catalog = new FakeCatalog();
  final AtomicInteger openings = new AtomicInteger();
  final List<CatalogRecorder> recorders = new ArrayList<>();

  @AfterEach
  void close() {
    recorders.forEach(CatalogRecorder::close);
    time.close();
  }

  CatalogRecorder start() {
    return start(10_000);
  }

  CatalogRecorder start(int capacity) {
    return start(capacity, false);
  }

  CatalogRecorder start(int capacity, boolean outlives) {
    CatalogRecorder recorder =
        new CatalogRecorder(
            new CatalogRecorder.Source(events, queue, outlives, capacity),
            new LazyCatalog(
                () -> {
                  openings.incrementAndGet();
                  return catalog;
                },
                time),
            () -> LONG_AGO,
            FAST,
            new Random(1));
    recorders.add(recorder);
    recorder.start();
    return recorder;
  }

  static ObjectNode viewers(String camera, int viewers) {
    return message("viewers").put("camera", camera).put("viewers", viewers);
  }

  static ObjectNode message(String type) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("type", type)
        .put("at", "2026-11-21T12:00:00Z");
  }
}
