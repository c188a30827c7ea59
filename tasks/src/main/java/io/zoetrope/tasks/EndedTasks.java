package io.zoetrope.tasks;

import io.zoetrope.tasks.topic.Message;
import io.zoetrope.tasks.topic.Overflow;
import io.zoetrope.tasks.topic.RetainedTopic;
import io.zoetrope.tasks.topic.Subscriber;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears of tasks that were cancelled, or are too late, so that their handlers are interrupted at
 * once. What it misses, the next renewal of a lease finds out. Runs on a thread of its own.
 */
final class EndedTasks implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(EndedTasks.class);
  private static final int BUFFER = 1000;

  private final RetainedTopic news;
  private final Consumer<String> ended;

  /**
   * Makes one.
   *
   * @param ended gets the id of each task that may have been taken from its worker
   */
  EndedTasks(RetainedTopic news, Consumer<String> ended) {
    this.news = news;
    this.ended = ended;
  }

  @Override
  public void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        listen();
        TimeUnit.SECONDS.sleep(1);
      }
    } catch (InterruptedException e) {
      // The worker closes.
    }
  }

  private void listen() throws InterruptedException {
    try (Subscriber subscriber = news.subscribe(BUFFER, Overflow.DROP_OLDEST)) {
      while (!subscriber.ended()) {
        Optional<Message> message = subscriber.poll(Duration.ofMinutes(1));
        if (message.isPresent()) {
          hear(message.get().json());
        }
      }
    } catch (RuntimeException e) {
      LOG.debug("The news of tasks cannot be heard: {}", e.getMessage());
    }
  }

  private void hear(String json) {
    // Most news is of no interest, so it is not parsed.
    if (json.contains("\"cancelled\"") || json.contains("\"dead\"")) {
      String id = TaskJson.parse(json).path("id").asString("");
      ended.accept(id);
    }
  }
}
