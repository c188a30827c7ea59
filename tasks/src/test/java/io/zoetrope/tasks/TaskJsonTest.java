package io.zoetrope.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.tasks.fixture.CountedNumber;
import io.zoetrope.tasks.local.SqliteTaskQueue;
import io.zoetrope.tasks.topic.RingTopic;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.util.RawValue;

/** What programs hand over as JSON is written once, and only if it is JSON. */
final class TaskJsonTest extends WorkerFixture {
  private static final JsonNode NOT_JSON =
      JsonNodeFactory.instance.rawValueNode(new RawValue("{broken"));

  @Override
  protected TaskQueue newQueue(QueueOptions options) {
    return SqliteTaskQueue.inMemory(
        options, new RingTopic(100, InstantSource.system()), InstantSource.system());
  }

  @Test
  void payloadAndResultAreWrittenOnceEach() throws Exception {
    TaskQueue queue = queue(QueueOptions.STANDARD);
    CountedNumber payload = new CountedNumber();
    CountedNumber result = new CountedNumber();
    worker(queue, 1, kind("a", _ -> result.inObject()));

    Task done = ended(queue, queue.submit(new TaskRequest("a", payload.inObject())));

    assertThat(done.result()).contains(TaskJson.parse("{\"n\":1}"));
    assertThat(payload.written()).hasValue(1);
    assertThat(result.written()).hasValue(1);
  }

  @Test
  void aPayloadThatIsNotJsonIsRefusedBeforeItIsKept() throws Exception {
    TaskQueue queue = queue(QueueOptions.STANDARD);
    JsonNode payload = JsonNodeFactory.instance.objectNode().set("a", NOT_JSON);
    assertThatThrownBy(() -> queue.submit(new TaskRequest("a", payload)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The payload of a task is not JSON.");
    assertThat(queue.list(TaskFilter.ALL)).isEmpty();
  }

  @Test
  void aResultThatIsNotJsonFailsItsTask() throws Exception {
    TaskQueue queue = queue(QueueOptions.STANDARD);
    worker(queue, 1, kind("a", _ -> NOT_JSON));
    Task failed = ended(queue, submit(queue, STANDARD));
    assertThat(failed.state()).isEqualTo(TaskState.FAILED);
    assertThat(failed.error()).contains("The result of a task is not JSON.");
  }
}
