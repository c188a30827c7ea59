package io.zoetrope.core.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Executors that get to their work late, or with several threads, and viewers of every frame. */
class SlowExecutorsTest extends MediaStreamFixture {
  private static final DeliveryPolicy EVERY_FRAME =
      new DeliveryPolicy.Queue(1 << 20, Duration.ofSeconds(1));

  @Test
  void aViewerThatTakesALongQueueAtOnceDoesNotOverflowTheStack() {
    DeliveryPolicy endless =
        new DeliveryPolicy.Queue(Long.MAX_VALUE, ChronoUnit.FOREVER.getDuration());
    TestViewer viewer = TestViewer.quick().wanting(endless);
    stream.join(viewer, loop);
    publish(frames.key());
    for (int n = 0; n < 20_000; n++) {
      publish(frames.delta());
    }
    TestViewer late = TestViewer.quick().wanting(endless);
    stream.join(late, loop);
    loop.runAll();

    assertThat(viewer.shown()).containsExactlyElementsOf(numbers(1, 20_001));
    assertThat(late.shown()).containsExactlyElementsOf(numbers(1, 20_001));
  }

  @Test
  void publishingWithoutAPauseLeavesTheExecutorTimeForOthers() {
    Subscription tireless =
        stream.join(
            (_, self) -> {
              publish(frames.jpeg());
              self.ready();
            },
            loop);
    publish(frames.jpeg());
    List<String> others = new ArrayList<>();
    loop.execute(() -> others.add("had its turn"));

    loop.runOne();
    loop.runOne();

    assertThat(others).containsExactly("had its turn");
    tireless.close();
  }

  @Test
  @Timeout(60)
  void everyFrameComesInOrderThroughAnExecutorWithSeveralThreads() {
    TestViewer viewer =
        TestViewer.quick().wanting(new DeliveryPolicy.Queue(1 << 20, Duration.ofDays(1)));
    try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
      Subscription place = stream.join(viewer, pool);
      publish(frames.key());
      for (int n = 0; n < 20_000; n++) {
        publish(frames.delta());
      }
      await().until(() -> viewer.shown().size() > 20_000);
      assertThat(place.framesDropped()).isZero();
    }
    assertThat(viewer.shown()).containsExactlyElementsOf(numbers(1, 20_001));
  }

  @Test
  void anExecutorThatIsLateFindsAllFrames() {
    TestViewer viewer = TestViewer.quick().wanting(EVERY_FRAME);
    Subscription place = stream.join(viewer, loop);
    publish(frames.key());
    for (int n = 0; n < 20; n++) {
      publish(frames.delta());
    }
    assertThat(loop.queued()).as("hops").isEqualTo(1);

    loop.runAll();

    assertThat(viewer.shown()).containsExactlyElementsOf(numbers(1, 21));
    assertThat(place.framesDropped()).isZero();
  }

  @Test
  void anExecutorThatIsMuchTooLateGoesOnWithAKeyFrameAndItsViewersLearnWhatTheyMissed() {
    TestViewer viewer = TestViewer.quick().wanting(EVERY_FRAME);
    Subscription place = stream.join(viewer, loop);
    publish(frames.key(), frames.delta());
    frames.pass(Duration.ofSeconds(5));
    publish(frames.delta(), frames.delta(), frames.key(), frames.delta());

    loop.runAll();

    assertThat(viewer.shown()).containsExactly(5L, 6L);
    assertThat(viewer.dropped()).containsExactly(4);
    assertThat(place.framesDropped()).isEqualTo(4);
  }

  private static List<Long> numbers(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }
}
