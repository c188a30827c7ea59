package io.zoetrope.web.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.zoetrope.web.stream.Producer;
import io.zoetrope.web.stream.ResponseBody;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends one client the events, on a thread of its own. */
final class EventStream implements Producer {
  private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);

  private final Supplier<EventFeed> events;
  private final EventText text = new EventText();
  private final Duration heartbeat;

  /**
   * @param events opens them
   */
  EventStream(Supplier<EventFeed> events, Duration heartbeat) {
    this.events = events;
    this.heartbeat = heartbeat;
  }

  @Override
  public void produce(ResponseBody out) throws Exception {
    try (EventFeed feed = events.get()) {
      send("retry: 2000\nid: %s\n\n".formatted(feed.place()), out);
      sendAll(feed, out);
    }
  }

  /** Until the client has left, which interrupts it, or the events have ended. */
  private void sendAll(EventFeed feed, ResponseBody out) throws IOException, InterruptedException {
    try {
      long lastNanos = System.nanoTime();
      while (!feed.ended()) {
        Duration quiet = Duration.ofNanos(System.nanoTime() - lastNanos);
        feed.read(heartbeat.compareTo(quiet) > 0 ? heartbeat.minus(quiet) : Duration.ZERO, text);
        boolean due = System.nanoTime() - lastNanos >= heartbeat.toNanos();
        if (!text.isEmpty() || due) {
          send(text.isEmpty() ? EventText.HEARTBEAT : text.take(), out);
          lastNanos = System.nanoTime();
        }
      }
    } catch (RuntimeException e) {
      LOG.warn("A stream of events ends: {}", e.getMessage());
    }
  }

  private static void send(String events, ResponseBody out) throws IOException {
    out.write(events.getBytes(UTF_8));
    out.flush();
  }
}
