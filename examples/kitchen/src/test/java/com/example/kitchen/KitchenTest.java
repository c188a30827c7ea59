package com.example.kitchen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.tasks.TaskFilter;
import io.zoetrope.tasks.TaskQueue;
import io.zoetrope.tasks.TaskState;
import io.zoetrope.tasks.local.SqliteTaskQueue;
import io.zoetrope.tasks.topic.Message;
import io.zoetrope.tasks.topic.Overflow;
import io.zoetrope.tasks.topic.RingTopic;
import io.zoetrope.tasks.topic.Subscriber;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Watches the kitchen by the events of its queue, which report every change in order. */
final class KitchenTest {
  private static final int DISHES = 200;

  private final RingTopic events = new RingTopic(10 * DISHES, InstantSource.system());
  private final Subscriber watching = events.subscribe(10 * DISHES, Overflow.END);
  private final TaskQueue counter =
      SqliteTaskQueue.inMemory(Kitchen.COUNTER, events, InstantSource.system());
  private final List<String> said = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    counter.close();
    events.close();
  }

  @Test
  void neverMoreThanTenWaitAndEachDishIsEatenOnce() throws Exception {
    kitchen(millis(2), millis(4)).run();
    int waiting = 0;
    int most = 0;
    Map<String, List<String>> states = new HashMap<>();
    for (Change change : changes()) {
      waiting += change.state.equals("queued") ? 1 : change.state.equals("running") ? -1 : 0;
      most = Math.max(most, waiting);
      states.computeIfAbsent(change.id, _ -> new ArrayList<>()).add(change.state);
    }
    assertThat(most).isEqualTo(10);
    assertThat(waiting).isZero();
    assertThat(states)
        .hasSize(DISHES)
        .allSatisfy((_, each) -> assertThat(each).containsExactly("queued", "running", "done"));
    assertThat(counter.counts()).containsEntry(TaskState.DONE, (long) DISHES);
    assertThat(said.stream().filter(line -> line.contains(" eats "))).hasSize(DISHES);
    assertThat(said).last().isEqualTo("All 200 dishes are eaten.");
  }

  @Test
  void cooksRestWhileNobodyEats() throws Exception {
    CountDownLatch hungry = new CountDownLatch(1);
    Thread running = start(kitchen(() -> {}, hungry::await));
    await().until(() -> resting() == 3);
    // Two are on the tables, ten on the counter, and each cook holds one.
    await().untilAsserted(() -> assertThat(counter.counts()).containsEntry(TaskState.QUEUED, 10L));
    assertThat(counter.counts()).containsEntry(TaskState.RUNNING, 2L);
    assertThat(counter.list(TaskFilter.ALL)).hasSize(12);
    hungry.countDown();
    running.join();
    assertThat(counter.counts()).containsEntry(TaskState.DONE, (long) DISHES);
  }

  private record Change(String id, String state) {}

  private List<Change> changes() throws InterruptedException {
    List<Change> changes = new ArrayList<>();
    for (var next = watching.poll(Duration.ZERO); next.isPresent(); ) {
      Message message = next.get();
      if (field("type", message).equals("task")) {
        changes.add(new Change(field("id", message), field("state", message)));
      }
      next = watching.poll(Duration.ZERO);
    }
    return changes;
  }

  private static String field(String name, Message message) {
    String start = "\"" + name + "\":\"";
    int from = message.json().indexOf(start) + start.length();
    return message.json().substring(from, message.json().indexOf('"', from));
  }

  private long resting() {
    return said.stream().filter(line -> line.endsWith("rests")).count();
  }

  private Kitchen kitchen(Time cooking, Time eating) {
    return new Kitchen(
        counter,
        DISHES,
        new Kitchen.Pace() {
          @Override
          public void cook() throws InterruptedException {
            cooking.pass();
          }

          @Override
          public void eat() throws InterruptedException {
            eating.pass();
          }
        },
        said::add);
  }

  private interface Time {
    void pass() throws InterruptedException;
  }

  private static Time millis(int most) {
    return () -> Thread.sleep(ThreadLocalRandom.current().nextInt(most + 1));
  }

  private static Thread start(Kitchen kitchen) {
    return Thread.ofVirtual()
        .start(() -> {
          try {
            kitchen.run();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }
}
