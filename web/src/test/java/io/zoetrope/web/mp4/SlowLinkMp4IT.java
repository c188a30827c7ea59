package io.zoetrope.web.mp4;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.web.fixture.RawClient;
import io.zoetrope.web.fixture.ServerPair;
import io.zoetrope.web.fixture.SlowLink;
import io.zoetrope.web.mp4.Mp4Client.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A link that carries half of what the camera sends. */
final class SlowLinkMp4IT {
  private static final int BYTES_PER_SECOND = 125_000;
  private static final int FRAME_BYTES = 10_000;
  private static final int GROUP = 25;
  private static final Duration WATCHED = Duration.ofSeconds(6);
  private static final Duration SETTLED = Duration.ofSeconds(3);

  private final ScheduledExecutorService showing = Executors.newSingleThreadScheduledExecutor();
  private final Map<Integer, Long> shownNanos = new ConcurrentHashMap<>();
  private ServerPair pair;
  private SlowLink link;
  private int next;

  @BeforeEach
  void serve() throws Exception {
    pair = ServerPair.serving("door");
    link = new SlowLink(pair.port(), BYTES_PER_SECOND);
    FakeVideo video = new FakeVideo(pair.fake("door"), FRAME_BYTES);
    var _ = showing.scheduleAtFixedRate(() -> show(video), 0, 1000 / GROUP, TimeUnit.MILLISECONDS);
  }

  @AfterEach
  void close() throws Exception {
    showing.shutdownNow();
    link.close();
    pair.close();
  }

  private void show(FakeVideo video) {
    // The mark is one byte.
    shownNanos.put(next % 125, System.nanoTime());
    var _ = next % GROUP == 0 ? video.key(next % 125) : video.delta(next % 125);
    next++;
  }

  @Test
  void carriesNoPictureThatIsOldAndTheOthersSeeAll() throws Exception {
    List<Double> ages = new ArrayList<>();
    try (RawClient slow = RawClient.connect(link.port())) {
      Mp4Client viewer = new Mp4Client(slow.get("/cameras/door/stream.mp4"));
      viewer.init();
      long begun = System.nanoTime();
      long now = begun;
      while (now - begun < WATCHED.toNanos()) {
        Sample sample = viewer.sample();
        now = System.nanoTime();
        if (now - begun > SETTLED.toNanos()) {
          ages.add((now - shownNanos.get(sample.mark())) / 1e9);
        }
      }
      ages.sort(null);
      // A busy machine may hold up some.
      assertThat(ages.get(ages.size() / 2)).isLessThan(0.8);
      assertThat(ages.get(ages.size() * 9 / 10)).isLessThan(1);
      assertThat(pair.framesHeld()).isLessThan(3 * GROUP);
    }
  }
}
