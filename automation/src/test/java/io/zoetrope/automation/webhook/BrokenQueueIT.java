package io.zoetrope.automation.webhook;

import static org.awaitility.Awaitility.await;

import io.zoetrope.core.time.SystemTimekeeper;
import io.zoetrope.tasks.QueueOptions;
import io.zoetrope.tasks.TaskQueue;
import io.zoetrope.tasks.local.SqliteTaskQueue;
import io.zoetrope.tasks.topic.RingTopic;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.JsonNodeFactory;

/** Webhooks on a queue written by somebody else. */
final class BrokenQueueIT {

  @ParameterizedTest
  @MethodSource("io.zoetrope.base.fixture.Thrown#all")
  void anErrorOfTheQueueLosesOnlyThatEvent(Throwable thrown) throws Exception {
    RingTopic events = new RingTopic(100, InstantSource.system());
    AtomicInteger submissions = new AtomicInteger();
    try (SystemTimekeeper time = new SystemTimekeeper();
        TestReceiver receiver = new TestReceiver();
        TaskQueue queue =
            SqliteTaskQueue.inMemory(QueueOptions.STANDARD, events, InstantSource.system());
        Webhooks webhooks =
            new Webhooks(
                List.of(new Webhook("door", receiver.url("/"), Optional.empty(), Set.of("camera"))),
                throwingFirst(queue, thrown, submissions),
                100,
                time)) {
      webhooks.start();
      events.publish(JsonNodeFactory.instance.objectNode().put("type", "camera").put("n", 1));
      events.publish(JsonNodeFactory.instance.objectNode().put("type", "camera").put("n", 2));
      await().until(() -> receiver.received.size() == 1);
      await().until(() -> receiver.received.getFirst().body().contains("\"n\":2"));
    }
  }

  private static TaskQueue throwingFirst(
      TaskQueue queue, Throwable thrown, AtomicInteger submissions) {
    return (TaskQueue)
        Proxy.newProxyInstance(
            TaskQueue.class.getClassLoader(),
            new Class<?>[] {TaskQueue.class},
            (_, called, arguments) -> {
              if (called.getName().equals("submit") && submissions.getAndIncrement() == 0) {
                throw thrown;
              }
              try {
                return called.invoke(queue, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
