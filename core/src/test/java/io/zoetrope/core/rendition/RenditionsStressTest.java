package io.zoetrope.core.rendition;

import static io.zoetrope.core.rendition.RenditionRig.key;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Crowds come and go at once, while pictures come and time passes. */
class RenditionsStressTest {
  private static final List<RenditionKey> WISHES =
      List.of(
          key(160, 0, 0),
          key(320, 0, 0),
          key(480, 0, 0),
          key(0, 0, 50),
          key(0, 10, 0),
          key(320, 5, 0),
          RenditionKey.ORIGINAL);
  private static final int CROWDS = 4;
  private static final int VISITS = 500;

  private final AtomicInteger letIn = new AtomicInteger();

  /** The crowds come and go in step with the clock, or all would be over before it ticks. */
  private final Semaphore turns = new Semaphore(0);

  @Test
  @Timeout(120)
  void nothingIsLostOrLeftAndThereAreNeverTooMany() throws Exception {
    try (RenditionRig rig = new RenditionRig();
        ExecutorService threads = Executors.newFixedThreadPool(CROWDS)) {
      List<Future<?>> crowds = new ArrayList<>();
      for (int seed = 0; seed < CROWDS; seed++) {
        Random random = new Random(seed);
        crowds.add(threads.submit(() -> comeAndGo(rig, random)));
      }
      letTimePassWhileTheyAreThere(rig, crowds);
      for (Future<?> crowd : crowds) {
        crowd.get();
      }

      assertThat(letIn.get()).isGreaterThan(VISITS);
      rig.passes(Duration.ofSeconds(2));
      assertThat(rig.renditions.of(rig.camera)).isEmpty();
      assertThat(rig.camerasViewers()).isZero();
      RenditionRig.until(() -> rig.threads() == 0);
    }
  }

  private void letTimePassWhileTheyAreThere(RenditionRig rig, List<Future<?>> crowds) {
    Random random = new Random(42);
    while (!crowds.stream().allMatch(Future::isDone)) {
      if (rig.device.awaitsNext()) {
        rig.device.shows("a picture");
      }
      rig.passes(Duration.ofMillis(random.nextInt(600)));
      assertThat(rig.transcoding()).isLessThanOrEqualTo(RenditionRig.MOST);
      turns.release(random.nextInt(6));
    }
  }

  private @Nullable Void comeAndGo(RenditionRig rig, Random random) throws InterruptedException {
    List<RenditionViewer> present = new ArrayList<>();
    for (int visit = 0; visit < VISITS; visit++) {
      turns.acquire();
      try {
        present.add(rig.watches(WISHES.get(random.nextInt(WISHES.size()))));
        letIn.incrementAndGet();
      } catch (RenditionRefusedException tooMany) {
        // As it must be now and then.
      }
      while (present.size() > random.nextInt(4)) {
        present.remove(random.nextInt(present.size())).leaves();
      }
    }
    present.forEach(RenditionViewer::leaves);
    return null;
  }
}
