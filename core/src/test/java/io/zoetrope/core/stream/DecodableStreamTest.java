package io.zoetrope.core.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.TestFrames;
import io.zoetrope.core.media.Track;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Sources of all kinds, opened again and again, and viewers of all kinds who come and go: what each
 * is shown can be decoded, and what it misses is counted and reported where it is missing.
 */
class DecodableStreamTest {
  private static final int SEEDS = 100;
  private static final int STEPS = 600;
  private static final List<Source> SOURCES = List.of(Source.values());

  @Test
  void whateverHappensEachViewerCanDecodeWhatItIsShownAndKnowsWhatItMissed() {
    for (int seed = 0; seed < SEEDS; seed++) {
      try {
        new Story(seed).run();
      } catch (AssertionError | RuntimeException failure) {
        throw new AssertionError("seed " + seed, failure);
      }
    }
  }

  private enum Source {
    JPEG,
    JPEG_AND_AUDIO,
    VIDEO_AND_AUDIO,
    AUDIO
  }

  /** One random course of events, which a seed repeats. */
  private static final class Story {
    private final Random random;
    private final TestFrames frames = new TestFrames();
    private final MediaStream stream = new MediaStream(this::audienceChanged, Runnable::run);
    private final List<QueueExecutor> loops = List.of(new QueueExecutor(), new QueueExecutor());
    private final List<DecodingViewer> present = new ArrayList<>();
    private final List<DecodingViewer> all = new ArrayList<>();
    private final List<Frame> published = new ArrayList<>(); // released; their facts stay
    private Source source = Source.VIDEO_AND_AUDIO;
    private long generation;
    private int generationBegan;
    private long begunGeneration;
    private @Nullable Track video; // of the generation
    private boolean cleared;
    private final List<AssertionError> wrongs = new ArrayList<>();

    Story(long seed) {
      random = new Random(seed);
    }

    void run() {
      for (int step = 0; step < STEPS; step++) {
        act();
        assertThat(wrongs).as("what went wrong up to step %s", step).isEmpty();
      }
      settle();
      publish(frames.key());
      publish(frames.delta());
      settle();

      assertThat(wrongs).isEmpty();
      for (DecodingViewer each : present) {
        each.hasSeenTheLast();
      }
      for (DecodingViewer each : List.copyOf(present)) {
        leave(each);
      }
      assertThat(stream.framesShown())
          .isEqualTo(all.stream().mapToLong(DecodingViewer::shown).sum());
      assertThat(stream.framesDropped())
          .isEqualTo(all.stream().mapToLong(each -> each.place().framesDropped()).sum());
      assertThat(stream.viewers()).isZero();
      loops.forEach(QueueExecutor::runAll);
      stream.clear();
      frames.assertAllReleased();
    }

    private void act() {
      int dice = random.nextInt(100);
      if (dice < 2) {
        publishOutOfOrder();
      } else if (dice < 40) {
        publish(nextFrame());
      } else if (dice < 60) {
        loops.get(random.nextInt(loops.size())).runOne();
      } else if (dice < 80) {
        anyViewer(DecodingViewer::finishesItsFrame);
      } else if (dice < 85) {
        join();
      } else if (dice < 88) {
        anyViewer(this::leave);
      } else if (dice < 94) {
        frames.pass(Duration.ofMillis(random.nextInt(400)));
      } else if (dice < 95) {
        frames.pass(Duration.ofSeconds(4));
      } else if (dice < 97) {
        stream.repeatLatest();
      } else if (dice < 99) {
        openAgain();
      } else {
        stream.clear();
        cleared = true;
      }
    }

    /** Viewers come while frames are published, at each point where they can. */
    private void audienceChanged() {
      if (random.nextInt(4) == 0) {
        publish(nextFrame());
      }
    }

    /** As a camera does: the end of an opening begins a generation, and so does the next one. */
    private void openAgain() {
      Frame tooLate = nextFrame();
      long before = generation++;
      stream.begin(generation);
      begun();
      stream.publish(tooLate, before);
      tooLate.release();
      if (random.nextBoolean()) {
        publish(frames.jpeg()); // the placeholder
      }
      generation++;
      source = SOURCES.get(random.nextInt(SOURCES.size()));
    }

    private void begun() {
      begunGeneration = generation;
      generationBegan = published.size();
      video = null;
    }

    private Frame nextFrame() {
      return switch (source) {
        case JPEG -> frames.jpeg();
        case JPEG_AND_AUDIO -> random.nextInt(3) == 0 ? frames.jpeg() : frames.audio();
        case AUDIO -> frames.audio();
        case VIDEO_AND_AUDIO ->
            switch (random.nextInt(12)) {
              case 0 -> frames.key();
              case 1, 2, 3 -> frames.audio();
              default -> frames.delta();
            };
      };
    }

    private void publish(Frame frame) {
      if (generation > begunGeneration) {
        begun();
      }
      if (frame.startsGroup()) {
        video = frame.track();
        cleared = false;
      }
      if (frame.keyFrame() || frame.track().equals(video)) {
        published.add(frame);
      }
      stream.publish(frame, generation);
      frame.release();
    }

    /** As when a placeholder takes long to paint. */
    private void publishOutOfOrder() {
      Frame overtaken = frames.jpeg();
      publish(random.nextBoolean() ? frames.audio() : frames.key());
      stream.publish(overtaken, generation);
      overtaken.release();
    }

    private void join() {
      boolean atOnce = random.nextInt(3) == 0;
      Executor executor = atOnce ? Runnable::run : loops.get(random.nextInt(loops.size()));
      DecodingViewer joining =
          new DecodingViewer(published, generationBegan, anyPolicy(), random.nextBoolean(), wrongs);
      present.add(joining);
      all.add(joining);
      joining.joined(stream.join(joining, executor));
      if (atOnce && video != null && !cleared) {
        assertThat(joining.shown()).as("frames shown at once to a newcomer").isPositive();
      }
    }

    private DeliveryPolicy anyPolicy() {
      return switch (random.nextInt(5)) {
        case 0, 1 -> new DeliveryPolicy.LatestOnly();
        case 2 -> new DeliveryPolicy.Queue(1 << 20, Duration.ofSeconds(1));
        case 3 -> new DeliveryPolicy.Queue(100, Duration.ofSeconds(3));
        default -> new DeliveryPolicy.Queue(1 << 20, Duration.ofDays(1));
      };
    }

    private void leave(DecodingViewer leaving) {
      present.remove(leaving);
      leaving.place().close();
    }

    private void anyViewer(Consumer<DecodingViewer> action) {
      if (!present.isEmpty()) {
        action.accept(present.get(random.nextInt(present.size())));
      }
    }

    private void settle() {
      for (boolean going = true; going; ) {
        loops.forEach(QueueExecutor::runAll);
        going = false;
        for (DecodingViewer each : present) {
          going |= each.finishesItsFrame();
        }
      }
    }
  }
}
