package com.example.kitchen;

import io.zoetrope.tasks.QueueFullException;
import io.zoetrope.tasks.QueueOptions;
import io.zoetrope.tasks.Task;
import io.zoetrope.tasks.TaskKind;
import io.zoetrope.tasks.TaskQueue;
import io.zoetrope.tasks.TaskRequest;
import io.zoetrope.tasks.TaskState;
import io.zoetrope.tasks.Worker;
import io.zoetrope.tasks.WorkerOptions;
import io.zoetrope.tasks.local.SqliteTaskQueue;
import io.zoetrope.tasks.topic.RingTopic;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.StringNode;

/**
 * Three cooks put dishes on a counter that holds ten, and rest when it is full; two eaters take.
 */
final class Kitchen {
  static final QueueOptions COUNTER = QueueOptions.STANDARD.withCapacity(10);

  private static final List<String> COOKS = List.of("Ann", "Ben", "Cleo");
  private static final List<String> EATERS = List.of("Dan", "Eve");
  private static final List<String> DISHES = List.of("soup", "pasta", "curry", "salad", "pie");

  private final TaskQueue counter;
  private final int dishes;
  private final Pace pace;
  private final Consumer<String> says;
  private final AtomicInteger begun = new AtomicInteger();
  private final Queue<Task> served = new ConcurrentLinkedQueue<>();

  /** How long things take. */
  interface Pace {
    void cook() throws InterruptedException;

    void eat() throws InterruptedException;
  }

  Kitchen(TaskQueue counter, int dishes, Pace pace, Consumer<String> says) {
    this.counter = counter;
    this.dishes = dishes;
    this.pace = pace;
    this.says = says;
  }

  public static void main(String[] words) throws InterruptedException {
    int dishes = words.length == 0 ? 40 : Integer.parseInt(words[0]);
    InstantSource clock = InstantSource.system();
    try (RingTopic events = new RingTopic(100, clock);
        TaskQueue counter = SqliteTaskQueue.inMemory(COUNTER, events, clock)) {
      new Kitchen(counter, dishes, new Leisurely(), System.out::println).run();
    }
  }

  /** Until all dishes are eaten. */
  void run() throws InterruptedException {
    List<Worker> eaters = EATERS.stream().map(this::eater).toList();
    List<Thread> cooks =
        COOKS.stream().map(name -> Thread.ofVirtual().name(name).start(() -> cook(name))).toList();
    for (Thread cook : cooks) {
      cook.join();
    }
    for (Task dish : served) {
      counter.await(dish.id(), Duration.ofDays(1));
    }
    eaters.forEach(Worker::close);
    says.accept("All %d dishes are eaten.".formatted(served.size()));
  }

  private void cook(String name) {
    try {
      while (begun.getAndIncrement() < dishes) {
        String dish = DISHES.get(ThreadLocalRandom.current().nextInt(DISHES.size()));
        pace.cook();
        serve(name, dish);
      }
    } catch (InterruptedException | QueueFullException e) {
      says.accept(name + " goes home: " + e.getMessage());
    }
  }

  private void serve(String name, String dish) throws InterruptedException, QueueFullException {
    TaskRequest request =
        new TaskRequest("dish", JsonNodeFactory.instance.objectNode().put("dish", dish));
    try {
      served.add(counter.submit(request));
    } catch (QueueFullException e) {
      says.accept("%s has made %s, but the counter is full, and rests".formatted(name, dish));
      served.add(counter.submit(request, Duration.ofDays(1)));
    }
    long waiting = counter.counts().get(TaskState.QUEUED);
    says.accept("%s serves %s, %d wait on the counter".formatted(name, dish, waiting));
  }

  private Worker eater(String name) {
    TaskKind eating =
        new TaskKind(
            "dish",
            context -> {
              String dish = context.task().payload().path("dish").asString();
              says.accept("    %s eats %s".formatted(name, dish));
              pace.eat();
              return StringNode.valueOf(name + " liked it");
            },
            Duration.ofMinutes(1));
    return Worker.start(counter, List.of(eating), new WorkerOptions(name, 1));
  }

  /** Three cooks are faster than two eaters. */
  private static final class Leisurely implements Pace {
    @Override
    public void cook() throws InterruptedException {
      Thread.sleep(ThreadLocalRandom.current().nextInt(300));
    }

    @Override
    public void eat() throws InterruptedException {
      Thread.sleep(ThreadLocalRandom.current().nextInt(400));
    }
  }
}
