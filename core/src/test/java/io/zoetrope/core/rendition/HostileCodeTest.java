package io.zoetrope.core.rendition;

import static io.zoetrope.core.rendition.RenditionRig.MEDIUM;
import static io.zoetrope.core.rendition.RenditionRig.SLOW;
import static io.zoetrope.core.rendition.RenditionRig.SMALL;
import static io.zoetrope.core.rendition.RenditionRig.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.core.camera.CameraState.Idle;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What others give to renditions: transcoders, viewers' executors, observers of the camera. */
@Timeout(60)
class HostileCodeTest {

  @Test
  void aTranscoderThatThrowsAnErrorFailsItsOwnPicturesOnly() throws Exception {
    try (RenditionRig rig = new RenditionRig()) {
      RenditionViewer small = rig.watches(SMALL);
      RenditionViewer original = rig.watches(RenditionKey.ORIGINAL);
      rig.transcoders.doesFirst(() -> {
        throw new StackOverflowError();
      });
      rig.shows("one");

      original.awaits("one");
      small.awaits("placeholder");
      rig.transcoders.worksAgain();
      rig.shows("two");
      small.awaits("two 320x180@80");
    }
  }

  @Test
  void aTranscoderThatHangsKeepsNoCameraOpen() throws Exception {
    try (RenditionRig rig = new RenditionRig()) {
      rig.transcoders.waits();
      RenditionViewer small = rig.watches(SMALL);
      RenditionViewer original = rig.watches(RenditionKey.ORIGINAL);
      rig.shows("one");
      original.awaits("one");
      rig.shows("two");
      original.awaits("two");

      small.leaves();
      original.leaves();
      rig.passes(Duration.ofSeconds(2));
      assertThat(rig.camerasViewers()).isZero();
      assertThat(rig.renditions.of(rig.camera)).isEmpty();
      rig.passes(Duration.ofSeconds(10));
      assertThat(rig.camera.state()).isInstanceOf(Idle.class);
      rig.transcoders.permit(10);
    }
  }

  @Test
  void aTranscoderThatHangsIsNotTriedAgainWithEachVisit() throws Exception {
    try (RenditionRig rig = new RenditionRig()) {
      rig.transcoders.waits();
      int refused = 0;
      for (int visit = 0; visit < 20; visit++) {
        try {
          RenditionViewer small = rig.watches(SMALL);
          until(() -> rig.camerasViewers() == 1);
          rig.shows("picture " + visit);
          until(rig.transcoders::isWaiting);
          small.leaves();
        } catch (RenditionRefusedException e) {
          assertThat(e.getMessage()).contains("what makes its pictures does not answer");
          refused++;
        }
        rig.passes(Duration.ofSeconds(4));
      }
      assertThat(refused).isEqualTo(19);
      assertThat(rig.threads()).isEqualTo(1);

      rig.transcoders.permit(10);
      until(() -> rig.threads() == 0);
      rig.watches(SMALL).leaves();
    }
  }

  @Test
  void aTranscoderMayAskForRenditionsAndJoinThemEvenFromAnotherThread() throws Exception {
    try (RenditionRig rig = new RenditionRig();
        ExecutorService threads = Executors.newCachedThreadPool()) {
      RenditionViewer small = rig.watches(SMALL);
      rig.transcoders.doesFirst(() -> {
        Future<Boolean> asked =
            threads.submit(() -> {
              rig.watches(SLOW).leaves();
              return rig.renditions.of(rig.camera).size() == 2;
            });
        try {
          assertThat(asked.get(1, TimeUnit.MINUTES)).isTrue();
        } catch (Exception e) {
          throw new AssertionError(e);
        }
      });
      rig.shows("one");

      small.awaits("one 320x180@80");
    }
  }

  @Test
  void anExecutorThatThrowsAnErrorHarmsOnlyItsViewer() throws Exception {
    try (RenditionRig rig = new RenditionRig()) {
      RenditionViewer well = rig.watches(SMALL);
      RenditionViewer ill = new RenditionViewer();
      Executor broken =
          action -> {
            throw new NoClassDefFoundError("org/example/Missing");
          };
      ill.joined(rig.renditions.join(rig.camera, SMALL, ill, broken));
      rig.shows("one");

      well.awaits("one 320x180@80");
      ill.leaves();
      assertThat(ill.seen()).isEmpty();
    }
  }

  /** Each would wait for the other's lock for ever if either were held during the call. */
  @Test
  void anObserverMayAskForRenditionsWhileOthersJoinThem() throws Exception {
    AtomicReference<RenditionRig> asked = new AtomicReference<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(2);
        RenditionRig rig =
            new RenditionRig((_, _, _) -> asked.get().renditions.of(asked.get().camera))) {
      asked.set(rig);
      var joining =
          threads.submit(() -> {
            for (int visit = 0; visit < 300; visit++) {
              rig.watches(visit % 2 == 0 ? SMALL : MEDIUM).leaves();
              rig.passes(Duration.ofSeconds(13));
              until(() -> rig.threads() == 0);
            }
            return true;
          });
      var originals =
          threads.submit(() -> {
            for (int visit = 0; visit < 300; visit++) {
              rig.watches(RenditionKey.ORIGINAL).leaves();
              rig.passes(Duration.ofSeconds(13));
            }
            return true;
          });

      until(() -> joining.isDone() && originals.isDone());
      assertThat(joining.get() && originals.get()).isTrue();
    }
  }
}
