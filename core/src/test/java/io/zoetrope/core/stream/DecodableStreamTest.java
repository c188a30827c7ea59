package io.zoetrope.core.stream;

import static java.util.Objects.requireNonNull;
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
    private final MediaStream stream = new MediaStream(this::audienceChanged);
    private final List<QueueExecutor> loops = List.of(new QueueExecutor(), new QueueExecutor());
    private final List<Decoder> present = new ArrayList<>();
    private final List<Decoder> all = new ArrayList<>();
    private final List<Frame> published = new ArrayList<>(); // released; their facts stay
    private Source source = Source.VIDEO_AND_AUDIO;
    private long generation;
    private int generationBegan;
    private long begunGeneration;
    private @Nullable Track video; // of the generation
    private boolean cleared;
    private @Nullable Throwable wrong;

    Story(long seed) {
      random = new Random(seed);
    }

    void run() {
      for (int step = 0; step < STEPS; step++) {
        act();
        assertThat(wrong).as("what went wrong up to step %s", step).isNull();
      }
      settle();
      publish(frames.key());
      publish(frames.delta());
      settle();

      assertThat(wrong).isNull();
      for (Decoder each : present) {
        each.hasSeenTheLast();
      }
      for (Decoder each : List.copyOf(present)) {
        leave(each);
      }
      assertThat(stream.framesShown()).isEqualTo(all.stream().mapToLong(Decoder::shown).sum());
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
        anyViewer(Decoder::finishesItsFrame);
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
      source = Source.values()[random.nextInt(Source.values().length)];
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
      Decoder joining = new Decoder(this, anyPolicy(), random.nextBoolean(), generationBegan);
      present.add(joining);
      all.add(joining);
      joining.place = stream.join(joining, executor);
      if (atOnce && video != null && !cleared) {
        assertThat(joining.shown).as("frames shown at once to a newcomer").isPositive();
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

    private void leave(Decoder leaving) {
      present.remove(leaving);
      leaving.place().close();
    }

    private void anyViewer(Consumer<Decoder> action) {
      if (!present.isEmpty()) {
        action.accept(present.get(random.nextInt(present.size())));
      }
    }

    private void settle() {
      for (boolean going = true; going; ) {
        loops.forEach(QueueExecutor::runAll);
        going = false;
        for (Decoder each : present) {
          going |= each.finishesItsFrame();
        }
      }
    }
  }

  /** Knows all that was published, and so whether it could decode what it is shown. */
  private static final class Decoder implements Viewer {
    private final Story story;
    private final DeliveryPolicy policy;
    private final boolean readyAtOnce;
    private final int joinedAt;
    private final boolean inOrder;
    private @Nullable Subscription place;
    private boolean holdsFrame;
    private int last = -1; // in what was published
    private int lastVideo = -1;
    private long shown;
    private int reported;
    private int reports;
    private long droppedBefore;

    Decoder(Story story, DeliveryPolicy policy, boolean readyAtOnce, int joinedAt) {
      this.story = story;
      this.policy = policy;
      this.readyAtOnce = readyAtOnce;
      this.joinedAt = joinedAt;
      this.inOrder = policy instanceof DeliveryPolicy.Queue;
    }

    @Override
    public void show(Frame frame, Subscription subscription) {
      place = subscription;
      try {
        check(frame, subscription);
      } catch (AssertionError e) {
        story.wrong = story.wrong == null ? e : story.wrong;
      }
      shown++;
      holdsFrame = !readyAtOnce;
      if (readyAtOnce) {
        subscription.ready();
      }
    }

    private void check(Frame frame, Subscription subscription) {
      assertThat(holdsFrame).as("has a frame already").isFalse();
      int at = story.published.indexOf(frame);
      assertThat(at).as("where %s was published", frame).isNotNegative();
      assertThat(at).as("%s is of a stopped opening", frame).isGreaterThanOrEqualTo(joinedAt);
      if (at == last && !inOrder) {
        return; // a repeat
      }
      assertThat(at).as("%s comes in order", frame).isGreaterThan(last);
      checkThatItCanBeDecoded(frame, at);
      checkWhatIsMissing(at, subscription.framesDropped());
      last = at;
      lastVideo = frame.track().isVideo() ? at : lastVideo;
      reported = 0;
      reports = 0;
      droppedBefore = subscription.framesDropped();
    }

    private void checkThatItCanBeDecoded(Frame frame, int at) {
      if (!inOrder) {
        assertThat(frame.startsGroup()).as("%s stands alone", frame).isTrue();
      } else if (!frame.keyFrame()) {
        int needed = at - 1;
        while (!story.published.get(needed).track().isVideo()) {
          needed--;
        }
        assertThat(lastVideo).as("the picture that %s builds on", frame).isEqualTo(needed);
        assertThat(story.published.get(needed).track()).isEqualTo(frame.track());
      }
    }

    private void checkWhatIsMissing(int at, long dropped) {
      if (last < 0) {
        return;
      }
      long missing =
          story.published.subList(last + 1, at).stream()
              .filter(each -> inOrder || each.startsGroup())
              .count();
      assertThat(dropped - droppedBefore).as("counted before frame %s", at).isEqualTo(missing);
      assertThat(reports).as("reports").isLessThanOrEqualTo(1);
      assertThat((long) reported).as("reported before %s", at).isEqualTo(inOrder ? missing : 0);
      if (policy instanceof DeliveryPolicy.Queue queue && queue.age().toDays() > 0 && shown > 1) {
        assertThat(missing).as("missing though there was room").isZero();
      }
    }

    @Override
    public void dropped(int frames) {
      reported += frames;
      reports++;
    }

    @Override
    public DeliveryPolicy policy() {
      return policy;
    }

    @Override
    public boolean wantsRepeats() {
      return true;
    }

    boolean finishesItsFrame() {
      boolean had = holdsFrame;
      if (had) {
        holdsFrame = false;
        place().ready();
      }
      return had;
    }

    void hasSeenTheLast() {
      assertThat(last).isEqualTo(story.published.size() - (inOrder ? 1 : 2));
      assertThat(place().framesShown()).isEqualTo(shown);
    }

    long shown() {
      return shown;
    }

    Subscription place() {
      return requireNonNull(place);
    }
  }
}
