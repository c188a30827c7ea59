package io.zoetrope.core.camera;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.core.media.Frame;
import io.zoetrope.core.stream.Subscription;
import io.zoetrope.core.stream.Viewer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Viewers come and go at random while time passes and the device works, fails and falls silent. */
class CameraStressTest {
  private static final int CROWDS = 4;
  private static final int VISITS = 2000;

  private final CameraRig rig = new CameraRig();

  /** The crowds come and go in step with the clock, or all would be over before it ticks. */
  private final Semaphore turns = new Semaphore(0);

  private final Queue<String> wrongs = new ConcurrentLinkedQueue<>();

  @Test
  @Timeout(120)
  void whateverTheyDoInTheEndTheCameraIsIdleAndItsDeviceFree() throws Exception {
    List<Future<?>> crowds = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(CROWDS)) {
      for (int seed = 0; seed < CROWDS; seed++) {
        Random random = new Random(seed);
        crowds.add(threads.submit(() -> comeAndGo(random)));
      }
      letTimePassWhileTheyAreThere(crowds);
      for (Future<?> crowd : crowds) {
        crowd.get();
      }
    }
    rig.passSeconds(11);

    assertThat(rig.camera.status().framesShown()).isPositive();
    assertThat(wrongs).isEmpty();
    assertThat(rig.camera.status().viewers()).isZero();
    assertThat(rig.camera.state().label()).isEqualTo("idle");
    rig.awaitDeviceFree();
    assertThat(rig.device.timesOpened()).isPositive().isEqualTo(rig.device.timesClosed());
    assertThat(rig.camera.stream().retainLatest()).isNull();
    assertThat(rig.transitions.getLast()).endsWith("to idle");
    assertEachTransitionBeginsWhereTheLastEnded();
    rig.close();
  }

  private void letTimePassWhileTheyAreThere(List<Future<?>> crowds) {
    Random random = new Random(42);
    while (!crowds.stream().allMatch(Future::isDone)) {
      int dice = random.nextInt(40);
      if (dice == 0) {
        rig.device.fails("unplugged");
      } else if (dice == 1) {
        rig.device.failsToOpen("there is no such device");
      } else if (dice < 5) {
        rig.device.opensAgain();
      } else if (dice < 30 && rig.device.awaitsNext()) {
        rig.device.shows("a picture");
      }
      if (dice == 38) {
        awaitDevice();
      }
      rig.passes(Duration.ofMillis(dice == 39 ? 12_000 : random.nextInt(600)));
      turns.release(random.nextInt(6));
    }
  }

  /** On a busy machine the clock would run away from the camera's thread. */
  private void awaitDevice() {
    CameraRig.until(() ->
        rig.device.awaitsNext()
            || rig.isIdle()
            || rig.camera.state() instanceof CameraState.Retrying);
  }

  private void comeAndGo(Random random) {
    List<Subscription> present = new ArrayList<>();
    for (int i = 0; i < VISITS; i++) {
      turns.acquireUninterruptibly();
      present.add(rig.join(new Visitor()));
      while (present.size() > random.nextInt(4)) {
        present.remove(random.nextInt(present.size())).close();
      }
    }
    present.forEach(Subscription::close);
  }

  private void assertEachTransitionBeginsWhereTheLastEnded() {
    String state = "idle";
    for (String transition : rig.transitions) {
      String[] beforeAndAfter = transition.split(" to ", -1);
      assertThat(beforeAndAfter[0]).isEqualTo(state);
      state = beforeAndAfter[1];
    }
  }

  private final class Visitor implements Viewer {
    private final AtomicLong newest = new AtomicLong();

    @Override
    public void show(Frame frame, Subscription subscription) {
      if (newest.getAndSet(frame.sequence()) >= frame.sequence()) {
        wrongs.add("an older picture after a newer one");
      }
      subscription.ready();
    }
  }
}
