package io.zoetrope.web.live;

import io.netty.channel.EventLoop;
import io.zoetrope.tasks.topic.Message;
import io.zoetrope.web.events.EventFeed;
import io.zoetrope.web.events.EventSource;
import io.zoetrope.web.http.RefusedException;
import io.zoetrope.web.live.LiveRequest.Listen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * The events that one client has asked for. Event loop only; what waits for them has a thread of
 * its own, which sends no more before the last have left.
 */
final class LiveEvents {
  private static final ThreadFactory THREADS = Thread.ofVirtual().name("events").factory();
  private static final Duration LOOK = Duration.ofSeconds(10);
  private static final int MANY_CHARS = 16 * 1024;

  private final Optional<EventSource> source;
  private final EventLoop loop;
  private final LiveWire wire;
  private @Nullable Listening current;

  LiveEvents(Optional<EventSource> source, EventLoop loop, LiveWire wire) {
    this.source = source;
    this.loop = loop;
    this.wire = wire;
  }

  void listen(Listen asked) throws RefusedException {
    EventSource events =
        source.orElseThrow(
            () -> new RefusedException(404, "no_events", "This server does not report events."));
    end();
    current = new Listening(events, asked);
    current.thread.start();
  }

  void end() {
    if (current != null) {
      current.over = true;
      current.thread.interrupt();
      current = null;
    }
  }

  private final class Listening implements Runnable, EventFeed.Sink {
    private final EventSource events;
    private final Listen asked;
    private final Thread thread = THREADS.newThread(this);
    private final List<String> messages = new ArrayList<>();
    private int chars;
    private boolean over; // on the event loop

    Listening(EventSource events, Listen asked) {
      this.events = events;
      this.asked = asked;
    }

    @Override
    public void run() {
      try (EventFeed feed = events.open(asked.types(), asked.tasks(), asked.after())) {
        add(LiveJson.listening(feed.place().toString()));
        send();
        while (!feed.ended()) {
          feed.read(LOOK, this);
          send();
        }
        report("The events have ended: listen again.");
      } catch (InterruptedException | RejectedExecutionException e) {
        // The client has left, or listens to others.
      } catch (RuntimeException e) {
        report(String.valueOf(e.getMessage()));
      }
    }

    @Override
    public void event(String type, Message message) {
      add(LiveJson.event(message.id().toString(), message.json()));
    }

    @Override
    public void gap(long missed) {
      add(LiveJson.gap(missed));
    }

    @Override
    public boolean isFull() {
      return chars >= MANY_CHARS;
    }

    private void add(String json) {
      messages.add(json);
      chars += json.length();
    }

    private void report(String why) {
      try {
        add(
            LiveJson.error(
                OptionalInt.empty(), new RefusedException(503, "events_unavailable", why)));
        send();
      } catch (InterruptedException | RejectedExecutionException e) {
        // As above.
      }
    }

    /** Waits until it has left. */
    private void send() throws InterruptedException {
      List<String> batch = List.copyOf(messages);
      messages.clear();
      chars = 0;
      CountDownLatch left = new CountDownLatch(batch.size());
      loop.execute(() -> {
        if (!over) {
          batch.forEach(json -> wire.text(json, left::countDown));
        }
      });
      left.await();
    }
  }
}
