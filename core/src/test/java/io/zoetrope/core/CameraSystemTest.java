package io.zoetrope.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zoetrope.core.camera.Camera;
import io.zoetrope.core.camera.CameraState.Idle;
import io.zoetrope.core.camera.CameraState.Live;
import io.zoetrope.core.camera.CameraState.Retrying;
import io.zoetrope.core.camera.DriverCamera;
import io.zoetrope.core.fixture.FakeCamera;
import io.zoetrope.core.fixture.FakeTranscoders;
import io.zoetrope.core.fixture.HostileDriver;
import io.zoetrope.core.fixture.Hostility;
import io.zoetrope.core.fixture.SettableClock;
import io.zoetrope.core.fixture.UnusedPublishPoint;
import io.zoetrope.core.publish.PublishPoint;
import io.zoetrope.core.publish.PublishingDriver;
import io.zoetrope.core.rendition.RenditionKey;
import io.zoetrope.core.rendition.ViewerPlace;
import io.zoetrope.core.source.BadCameraUriException;
import io.zoetrope.core.source.CameraDriver;
import io.zoetrope.core.source.CameraUri;
import io.zoetrope.core.source.DriverContext;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.core.stream.Subscription;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What cameras live on, and in which order it ends. */
class CameraSystemTest {
  private static final RenditionKey SMALL =
      new RenditionKey(OptionalInt.of(320), OptionalDouble.empty(), OptionalInt.empty());

  private final FakeCamera device = new FakeCamera();
  private final FakeTranscoders transcoders = new FakeTranscoders();
  private final List<String> order = new CopyOnWriteArrayList<>();
  private final Hostility hanging = new Hostility(Hostility.Kind.HANGS);
  private final CameraSystem system =
      CameraSystem.builder().transcoders(Optional.of(transcoders)).open();

  @AfterEach
  void close() {
    hanging.close();
    system.close();
  }

  @Test
  void closesCamerasThenPublishPointsThenTime() throws Exception {
    Mailbox mailbox = new Mailbox(() -> order.add("place closed"));
    system
        .cameras()
        .observe((id, _, after) -> {
          if (after instanceof Idle) {
            order.add(id + " idle");
          }
        });
    Camera door = system.add(CameraSettings.of("door"), "a fake", device::in);
    Camera box = system.add(CameraSettings.of("box"), driven("mailbox:", mailbox));
    Subscription _ = watch(door);
    Subscription _ = watch(box);
    ViewerPlace _ = system.renditions().join(door, SMALL, (_, me) -> me.ready(), Runnable::run);
    device.shows("a picture");
    await().until(() -> transcoders.openNow() == 1 && door.state() instanceof Live);
    await().until(() -> box.state() instanceof Retrying);

    system.close();

    assertThat(order).containsExactlyInAnyOrder("door idle", "box idle", "place closed");
    assertThat(order).last().isEqualTo("place closed");
    assertThat(device.isOpen()).isFalse();
    assertThat(transcoders.openNow()).isZero();
    CountDownLatch late = new CountDownLatch(1);
    system.time().after(Duration.ZERO, late::countDown);
    assertThat(late.await(100, TimeUnit.MILLISECONDS)).as("its timers still run").isFalse();
  }

  @Test
  void leavesBehindWhatDoesNotClose() throws Exception {
    system.cameras().observe((_, _, _) -> hanging.act());
    Camera stuck =
        system.add(
            CameraSettings.of("stuck"),
            driven("close:", new HostileDriver(HostileDriver.Place.CLOSE, hanging)));
    Camera box =
        system.add(CameraSettings.of("box"), driven("mailbox:", new Mailbox(hanging::act)));
    Camera door = system.add(CameraSettings.of("door"), "a fake", device::in);
    Subscription _ = watch(stuck);
    Subscription _ = watch(box);
    Subscription _ = watch(door);
    transcoders.doesFirst(hanging::act);
    ViewerPlace _ = system.renditions().join(door, SMALL, (_, me) -> me.ready(), Runnable::run);
    device.shows("a picture");
    await().until(() -> door.state() instanceof Live && stuck.state() instanceof Live);
    // Three observers and the transcoder.
    await().until(() -> hanging.hanging() == 4);
    long begun = System.nanoTime();

    system.close();

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
    assertThat(device.isOpen()).isFalse();
  }

  @Test
  void theCallersTimekeeperStaysOpen() {
    SettableClock clock = new SettableClock();
    CameraSystem other = CameraSystem.builder().time(clock).open();
    other.close();
    clock.after(Duration.ofSeconds(1), () -> order.add("on time"));
    clock.advance(Duration.ofSeconds(1));
    assertThat(order).containsExactly("on time");
    assertThat(other.time()).isSameAs(clock);
  }

  @Test
  void aSecondCameraOfTheSameNameIsRefusedAndTheFirstGoesOn() {
    Mailbox mailbox = new Mailbox(() -> order.add("closed"));
    Camera first = system.add(CameraSettings.of("box"), driven("mailbox:one", mailbox));

    assertThatThrownBy(() -> system.add(CameraSettings.of("box"), driven("mailbox:two", mailbox)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("There are two cameras named 'box'");
    assertThatThrownBy(() -> system.add(CameraSettings.of("box"), "a fake", device::in))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(mailbox.made).hasValue(1);
    assertThat(system.cameras().all()).containsExactly(first);
    assertThat(system.sources()).containsEntry("box", "mailbox:one");
  }

  @Test
  void aCameraAddedWhenAllAreClosedIsNeverOpened() {
    system.close();
    Camera late = system.add(CameraSettings.of("late"), "a fake", device::in);
    try (Subscription _ = watch(late)) {
      assertThat(late.state()).isInstanceOf(Idle.class);
      assertThat(device.timesOpened()).isZero();
    }
  }

  @Test
  void aDriverThatBreaksWhenAskedWhereToPublishBreaksOnlyItsOwnCamera() {
    Mailbox mailbox = new Mailbox(() -> {});
    mailbox.broken = true;
    Camera box = system.add(CameraSettings.of("box"), driven("mailbox:", mailbox));
    Camera door = system.add(CameraSettings.of("door"), "a fake", device::in);
    Subscription _ = watch(box);
    Subscription _ = watch(door);
    device.shows("a picture");
    await().until(() -> box.state() instanceof Retrying && door.state() instanceof Live);
    assertThat(system.publishPoints().cameras()).isEmpty();
  }

  @Test
  void aCommandIsRefusedWhereNoneMayRun() {
    DriverCamera command =
        new DriverCamera(
            CameraUri.parse("mailbox:rm"), new Mailbox(() -> {}), Optional.of("no commands here"));
    assertThatThrownBy(() -> command.check(system.context("run")))
        .isInstanceOf(BadCameraUriException.class)
        .hasMessage("no commands here");
    assertThatThrownBy(() -> command.open(system.context("run")))
        .isInstanceOf(BadCameraUriException.class);
    assertThatThrownBy(() -> system.add(CameraSettings.of("run"), command))
        .isInstanceOf(BadCameraUriException.class);
    assertThat(system.cameras().all()).isEmpty();
  }

  @Test
  void camerasAreFoundByTheirNamesAndPlaces() {
    Camera one = system.add(CameraSettings.of("one"), "a fake", device::in);
    Camera two = system.add(CameraSettings.of("two"), "another", device::in);
    assertThat(system.cameras().find("two")).containsSame(two);
    assertThat(system.cameras().at(0)).containsSame(one);
    assertThat(system.cameras().at(1)).containsSame(two);
    assertThat(system.cameras().at(2)).isEmpty();
    assertThat(system.cameras().at(-1)).isEmpty();
    assertThat(system.sources()).containsEntry("one", "a fake").containsEntry("two", "another");
  }

  private static Subscription watch(Camera camera) {
    return camera.stream().join((_, me) -> me.ready(), Runnable::run);
  }

  private static DriverCamera driven(String uri, CameraDriver driver) {
    return new DriverCamera(CameraUri.parse(uri), driver, Optional.empty());
  }

  /** Its URIs count as commands, and nobody ever publishes. */
  private static final class Mailbox implements PublishingDriver {
    final AtomicInteger made = new AtomicInteger();
    private final Runnable closing;
    boolean broken;

    Mailbox(Runnable closing) {
      this.closing = closing;
    }

    @Override
    public Set<String> schemes() {
      return Set.of("mailbox");
    }

    @Override
    public boolean runsCommands() {
      return true;
    }

    @Override
    public FrameSource open(CameraUri uri, DriverContext context) throws IOException {
      throw new IOException("nobody publishes");
    }

    @Override
    public PublishPoint publishPoint(CameraUri uri, String cameraId, DriverContext context) {
      if (broken) {
        throw new NoClassDefFoundError("org/example/Missing");
      }
      made.incrementAndGet();
      return new UnusedPublishPoint(closing);
    }
  }
}
