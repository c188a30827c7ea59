package io.zoetrope.app.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.catalog.EventRecord;
import io.zoetrope.catalog.TaskRecord;
import io.zoetrope.tasks.Task;
import io.zoetrope.tasks.TaskEvents;
import io.zoetrope.tasks.TaskState;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

final class CatalogRecorderTest extends CatalogRecorderFixture {
  @Test
  void eventsAreKeptOnceAndInOrder() {
    CatalogRecorder recorder = start();
    for (int i = 0; i < 2_000; i++) {
      events.publish(viewers("door", i));
    }
    await().until(() -> catalog.eventIds().size() >= 2_000);
    assertThat(catalog.addedEvents())
        .extracting(event -> event.json().replaceAll(".*\"viewers\":(\\d+).*", "$1"))
        .containsExactlyElementsOf(IntStream.range(0, 2_000).mapToObj(Integer::toString).toList());
    EventRecord first = catalog.addedEvents().getFirst();
    assertThat(first.kind()).isEqualTo("viewers");
    assertThat(first.camera()).isEqualTo("door");
    assertThat(first.at()).isEqualTo("2026-11-21T12:00:00Z");
    assertThat(recorder.log().lost()).isZero();
  }

  @Test
  void withoutEventsAndTasksTheCatalogIsNotEvenOpened() {
    start();
    await().until(() -> queue.looks() > 0);
    recorders.getFirst().close();
    assertThat(openings).hasValue(0);
  }

  @Test
  void aTaskIsKeptInItsCurrentStateAndItsProgressIsNotAnEvent() {
    start();
    queue.tells("t1", TaskState.RUNNING);
    events.publish(
        taskEvent("t1").put("state", "running").put("percent", 40).put("note", "recording"));
    events.publish(
        taskEvent("t1").put("state", "running").put("percent", 0).put("note", "12 rows"));
    queue.tells("t1", TaskState.DONE);
    await().until(() -> catalog.task("t1").filter(task -> task.state().equals("done")).isPresent());
    assertThat(catalog.addedEvents())
        .extracting(event -> event.json().replaceAll(".*\"state\":\"(\\w+)\".*", "$1"))
        .containsExactly("running", "done", "done");
    TaskRecord task = catalog.task("t1").orElseThrow();
    assertThat(task.camera()).isEqualTo("door");
    assertThat(task.file()).isEqualTo("t1.jpg");
    assertThat(task.fileType()).isEqualTo("image/jpeg");
    assertThat(task.fileSizeBytes()).isEqualTo(10);
  }

  @Test
  void eventsOfATaskCarryItsCameraAndItsEndIsOneOfItsOwn() {
    start();
    queue.tells("t1", TaskState.DONE);
    await().until(() -> catalog.eventIds().size() == 2);
    assertThat(catalog.addedEvents()).extracting(EventRecord::camera).containsOnly("door");
    assertThat(catalog.addedEvents())
        .extracting(EventRecord::kind)
        .containsExactly("task", "task.ended");
  }

  @Test
  void webhookDeliveriesAreNotKept() {
    start();
    queue.has("webhook-home", "t0", TaskState.DONE, "{}", "");
    Task post = queue.has("webhook-home", "t1", TaskState.DONE, "{}", "");
    TaskEvents.all(post, FakeQueue.SUBMITTED).forEach(events::publish);
    queue.tells("t2", TaskState.DONE);
    await().until(() -> catalog.task("t2").isPresent() && catalog.eventIds().size() == 2);
    await().until(() -> queue.looks() > 0);
    assertThat(catalog.task("t0")).isEmpty();
    assertThat(catalog.task("t1")).isEmpty();
  }

  @Test
  void eventsHeardBeforeClosingAreKept() {
    CatalogRecorder recorder = start();
    catalog.hangs();
    events.publish(viewers("door", 0));
    await().until(catalog::isAsked);
    for (int i = 1; i < 1_200; i++) {
      events.publish(viewers("door", i));
    }
    queue.tells("t1", TaskState.DONE);
    Thread closer = Thread.ofVirtual().start(recorder::close);
    await().until(() -> closer.getState() == Thread.State.TIMED_WAITING);
    catalog.answers();
    await().until(() -> !closer.isAlive());
    assertThat(catalog.eventIds()).hasSize(1_202);
    assertThat(catalog.task("t1")).isPresent();
  }

  @Test
  void noSecretIsKept() {
    start();
    events.publish(viewers("door", 1).put("reason", "rtsp://me:s3cret@192.0.2.7/ refuses"));
    queue.has("t0", TaskState.DONE, "{\"url\":\"http://h/?token=s3cret\",\"password\":\"s3cret\"}");
    Task theirs =
        queue.has(
            "theirs", "t1", TaskState.FAILED, "{}", "rtsp://me:s3cret@192.0.2.7/ did not answer");
    events.publish(TaskEvents.of(theirs, FakeQueue.SUBMITTED));
    await().until(() -> catalog.task("t0").isPresent() && catalog.task("t1").isPresent());
    await().until(() -> catalog.eventIds().size() == 2);
    assertThat(catalog.addedEvents().toString() + catalog.task("t0") + catalog.task("t1"))
        .contains("***@192.0.2.7", "token=***", "\"password\":\"***\"", "did not answer")
        .doesNotContain("s3cret");
  }

  @Test
  void helpThatShowsALoginIsKeptAsItIs() {
    String help = "write it as in http://user:password@host/path";
    start();
    events.publish(
        JsonNodeFactory.instance
            .objectNode()
            .put("type", "camera")
            .put("camera", "door")
            .put("reason", help));
    queue.tells("t1", TaskState.FAILED);
    await().until(() -> catalog.task("t1").isPresent() && catalog.eventIds().size() == 3);
    assertThat(catalog.addedEvents())
        .allSatisfy(event -> assertThat(event.toString()).contains(help));
    assertThat(catalog.task("t1").toString()).contains(help);
  }

  private static ObjectNode taskEvent(String id) {
    return message("task").put("id", id).put("kind", "snapshot").put("attempt", 1);
  }
}
