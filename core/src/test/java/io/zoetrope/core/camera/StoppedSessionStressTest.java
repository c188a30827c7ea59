package io.zoetrope.core.camera;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.FrameBuilder;
import io.zoetrope.core.media.Jpeg;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.core.stream.Subscription;
import io.zoetrope.core.stream.Viewer;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A source goes on delivering as fast as it can while it is being stopped, again and again: who
 * comes afterwards sees nothing of it.
 */
@Timeout(120)
@Tag("full")
class StoppedSessionStressTest {
  private static final int OPENINGS = 300;

  private final AtomicInteger opening = new AtomicInteger();
  private final Queue<String> wrongs = new ConcurrentLinkedQueue<>();
  private final List<CameraRig> rigs = new CopyOnWriteArrayList<>();

  @Test
  void aViewerWhoComesAfterASourceWasStoppedSeesNothingOfIt() {
    try (ExecutorService loop = Executors.newSingleThreadExecutor();
        CameraRig rig = new CameraRig(this::openTireless)) {
      rigs.add(rig);
      for (int round = 1; round <= OPENINGS; round++) {
        Visitor visitor = new Visitor(round);
        Subscription place = rig.camera.stream().join(visitor, loop);
        CameraRig.until(() -> visitor.seen.get() > 0);
        place.close();
        rig.passSeconds(10);
        assertThat(rig.isIdle()).isTrue();
        assertThat(rig.camera.stream().retainLatest()).isNull();
      }
      assertThat(wrongs).isEmpty();
    }
  }

  @Test
  void aFirstPictureThatComesWhileItsSourceIsStoppedLeavesTheCameraIdle() {
    try (ExecutorService loop = Executors.newSingleThreadExecutor();
        CameraRig rig = new CameraRig(this::openTireless)) {
      rigs.add(rig);
      for (int round = 1; round <= OPENINGS; round++) {
        Subscription place = rig.camera.stream().join(new Visitor(opening.get() + 1), loop);
        place.close();
        rig.passSeconds(10); // It opens meanwhile.
        rig.awaitLastSessionEnded();
        assertThat(rig.isIdle()).isTrue();
        assertThat(rig.camera.stream().retainLatest()).isNull();
      }
      assertThat(wrongs).isEmpty();
      assertThat(rig.transitions.getLast()).isEqualTo("lingering to idle");
    }
  }

  private FrameSource openTireless() {
    int mine = opening.incrementAndGet();
    return new OddSource(() -> {
      try (FrameBuilder builder = rigs.getFirst().device.frames().begin(4)) {
        builder.buffer().writeInt(mine);
        return builder.finish(new Jpeg(640, 360));
      }
    });
  }

  private final class Visitor implements Viewer {
    final AtomicInteger seen = new AtomicInteger();
    private final int oldest;

    Visitor(int oldest) {
      this.oldest = oldest;
    }

    @Override
    public void show(Frame frame, Subscription subscription) {
      if (!frame.placeholder()) {
        int from = frame.data().getInt(0);
        if (from < oldest) {
          wrongs.add("a picture of opening " + from + " instead of " + oldest);
        }
        seen.incrementAndGet();
      }
      subscription.ready();
    }
  }
}
