package io.zoetrope.core.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.TestFrames;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Viewers come and go on several loops while frames are published. */
class MediaStreamStressTest {
  private static final int FRAMES = 20_000;
  private static final int VISITS_PER_THREAD = 2000;

  private final TestFrames frames = new TestFrames();
  private final AtomicInteger told = new AtomicInteger();
  private final MediaStream stream = new MediaStream(told::incrementAndGet, Runnable::run);
  private final Queue<String> wrongs = new ConcurrentLinkedQueue<>();

  /** The crowd comes and goes in step with the frames, or all would be gone before the first. */
  private final Semaphore turns = new Semaphore(0);

  @Test
  @Timeout(60)
  void framesStayInOrderAndAllBuffersComeBackWhateverTheViewersDo() throws Exception {
    List<ExecutorService> loops = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      loops.add(Executors.newSingleThreadExecutor());
    }
    try (ExecutorService crowd = Executors.newCachedThreadPool()) {
      List<Future<?>> running = new ArrayList<>();
      running.add(crowd.submit(this::publishAll));
      for (int seed = 0; seed < 4; seed++) {
        Random random = new Random(seed);
        running.add(crowd.submit(() -> comeAndGo(random, loops)));
      }
      for (Future<?> each : running) {
        each.get();
      }
    }
    for (ExecutorService loop : loops) {
      loop.shutdown();
      assertThat(loop.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    }
    stream.clear();

    assertThat(wrongs).isEmpty();
    assertThat(stream.viewers()).isZero();
    assertThat(told).hasValue(2 * 4 * VISITS_PER_THREAD);
    assertThat(stream.framesShown()).isPositive();
    frames.assertAllReleased();
  }

  private void publishAll() {
    for (int i = 0; i < FRAMES; i++) {
      Frame frame = frames.jpeg();
      stream.publish(frame);
      frame.release();
      turns.release();
      if (i % 7 == 0) {
        stream.repeatLatest();
      }
    }
  }

  private void comeAndGo(Random random, List<ExecutorService> loops) {
    List<Subscription> present = new ArrayList<>();
    for (int i = 0; i < VISITS_PER_THREAD; i++) {
      turns.acquireUninterruptibly();
      present.add(
          stream.join(
              new Visitor(random.nextInt(4) == 0), loops.get(random.nextInt(loops.size()))));
      if (present.size() > random.nextInt(10)) {
        Subscription gone = present.remove(random.nextInt(present.size()));
        gone.ready();
        gone.close();
        gone.ready();
      }
    }
    present.forEach(Subscription::close);
  }

  private final class Visitor implements Viewer {
    private final boolean clumsy;
    private final AtomicInteger inHand = new AtomicInteger();
    private volatile long newest;

    Visitor(boolean clumsy) {
      this.clumsy = clumsy;
    }

    @Override
    public void show(Frame frame, Subscription subscription) {
      if (inHand.incrementAndGet() != 1) {
        wrongs.add("two frames at a time");
      }
      if (frame.sequence() < newest) {
        wrongs.add(frame.sequence() + " after " + newest);
      }
      newest = frame.sequence();
      if (!"picture".equals(frame.data().toString(StandardCharsets.US_ASCII))) {
        wrongs.add("not the picture");
      }
      inHand.decrementAndGet();
      if (clumsy && frame.sequence() % 5 == 0) {
        subscription.close();
        return;
      }
      subscription.ready();
    }

    @Override
    public boolean wantsRepeats() {
      return true;
    }
  }
}
