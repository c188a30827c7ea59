package io.zoetrope.app.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.tasks.TaskState;
import org.junit.jupiter.api.Test;

/** What is kept while the catalog, the disk or the queue is unavailable. */
final class CatalogRecorderTroubleTest extends CatalogRecorderFixture {
  @Test
  void aHangingCatalogHoldsUpNobodyAndDroppedEventsAreCounted() {
    CatalogRecorder recorder = start(100);
    catalog.hangs();
    events.publish(viewers("door", 0));
    await().until(catalog::isAsked);
    // Would hang here too if publishing blocked.
    for (int i = 1; i <= 1_000; i++) {
      events.publish(viewers("door", i));
    }
    catalog.answers();
    await().until(() -> catalog.eventIds().size() >= 101);
    assertThat(catalog.eventIds()).hasSize(101);
    assertThat(catalog.addedEvents().getLast().json()).contains("\"viewers\":1000");
    await().until(() -> recorder.log().lost() == 900);
  }

  @Test
  void eventsDuringAFullDiskAreKeptWhenThereIsRoomAgain() {
    catalog.breaks();
    CatalogRecorder recorder = start();
    for (int i = 0; i < 50; i++) {
      events.publish(viewers("door", i));
    }
    await().until(() -> catalog.failures() > 3);
    assertThat(recorder.log().isFailing()).isTrue();
    assertThat(catalog.eventIds()).isEmpty();
    catalog.isMended();
    await().until(() -> catalog.eventIds().size() == 50);
    await().until(() -> !recorder.log().isFailing());
    assertThat(recorder.log().lost()).isZero();
  }

  @Test
  void afterARestartItContinuesAfterTheNewestEvent() {
    CatalogRecorder first = start(1_000, true);
    events.publish(viewers("door", 1));
    await().until(() -> catalog.eventIds().size() == 1);
    first.close();
    events.publish(viewers("door", 2));
    start(1_000, true);
    events.publish(viewers("door", 3));
    await().until(() -> catalog.eventIds().size() >= 3);
    assertThat(catalog.addedEvents())
        .extracting(event -> event.json().replaceAll(".*\"viewers\":(\\d+).*", "$1"))
        .containsExactly("1", "2", "3");
  }

  @Test
  void aTaskWhoseEndNobodyHeardIsFound() {
    queue.has("t1", TaskState.CANCELLED, "{}");
    start();
    await().until(() -> catalog.task("t1").isPresent());
  }

  @Test
  void theEndOfATaskIsKeptEvenIfItsEventWasDropped() {
    start(10);
    queue.tells("t1", TaskState.RUNNING);
    await().until(() -> catalog.task("t1").isPresent());
    catalog.hangs();
    events.publish(viewers("door", 0));
    await().until(catalog::isAsked);
    queue.tells("t1", TaskState.DONE);
    for (int i = 1; i <= 50; i++) {
      events.publish(viewers("door", i));
    }
    catalog.answers();
    await().until(() -> catalog.task("t1").orElseThrow().state().equals("done"));
  }

  @Test
  void aTaskThatCannotBeLookedUpComesWhenTheQueueIsBack() {
    start();
    await().until(() -> queue.looks() > 0);
    queue.isAway(true);
    queue.tells("t1", TaskState.DONE);
    await().until(() -> catalog.eventIds().size() == 2);
    assertThat(catalog.task("t1")).isEmpty();
    queue.isAway(false);
    await().until(() -> catalog.task("t1").isPresent());
  }

  @Test
  void anErrorOfTheDatabaseDelaysEventsOnly() {
    catalog.throwsErrors(new NoClassDefFoundError("com/example/Driver"));
    start(100, true);
    events.publish(viewers("door", 1));
    await().until(() -> catalog.failures() > 3);
    catalog.throwsNothing();
    await().until(() -> catalog.eventIds().size() == 1);
  }
}
