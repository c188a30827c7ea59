package io.zoetrope.app.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.core.camera.CameraState.Idle;
import io.zoetrope.core.stream.Subscription;
import org.junit.jupiter.api.Test;

/** The clock begins at 2026-01-01T12:00:00Z. */
final class CameraEventsTest extends CameraEventsFixture {
  @Test
  void publishesTheStatesOfACameraInOrderAndThatNobodyWatchesOnce() {
    events.watch(system.cameras(), waiting::contains);
    Subscription viewer = joins(door);
    becomesLive(door);
    looks(2);
    viewer.close();
    looks(20);

    assertThat(events())
        .containsExactly(
            "{'type':'camera','at':'2026-01-01T12:00:00Z','camera':'door','name':'Front door','state':'starting'}",
            "{'type':'camera','at':'2026-01-01T12:00:00Z','camera':'door','name':'Front door','state':'live'}",
            "{'type':'viewers','at':'2026-01-01T12:00:01Z','camera':'door','name':'Front door','viewers':1}",
            "{'type':'camera','at':'2026-01-01T12:00:12Z','camera':'door','name':'Front door','state':'idle'}");
  }

  @Test
  void aSnapshotOpensAndClosesACameraWithoutAnEvent() {
    events.watch(system.cameras(), waiting::contains);
    Subscription snapshot = glances(door);
    becomesLive(door);
    looks(1);
    snapshot.close();
    looks(20);

    assertThat(door.state()).isInstanceOf(Idle.class);
    assertThat(events()).isEmpty();
  }

  @Test
  void stillsOfAPageMakeNoEvents() {
    events.watch(system.cameras(), waiting::contains);
    for (int still = 0; still < 60; still++) {
      Subscription snapshot = glances(door);
      becomesLive(door);
      snapshot.close();
      looks(2);
    }

    assertThat(events()).isEmpty();
  }

  @Test
  void viewersAreCountedWhileStillsKeepTheCameraOpen() {
    events.watch(system.cameras(), waiting::contains);
    Subscription snapshot = glances(door);
    becomesLive(door);
    Subscription viewer = joins(door);
    looks(1);
    viewer.close();
    looks(20);
    snapshot.close();
    looks(20);

    assertThat(sayings()).containsExactly("camera live", "viewers 1", "viewers 0", "camera idle");
  }

  @Test
  void publishesTheNumberOfViewersOnceASecondIfItChanged() {
    events.watch(system.cameras(), waiting::contains);
    Subscription first = joins(door);
    Subscription second = joins(door);
    looks(5);
    second.close();
    joins(door).close();
    looks(5);
    first.close();
    joins(door);
    looks(1);

    assertThat(sayings())
        .filteredOn(saying -> saying.startsWith("viewers"))
        .containsExactly("viewers 2", "viewers 1");
  }
}
