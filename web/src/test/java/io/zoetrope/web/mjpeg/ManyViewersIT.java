package io.zoetrope.web.mjpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.web.fixture.ServerPair;
import io.zoetrope.web.fixture.StreamClient;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One camera and all who watch it, over two event loops. */
class ManyViewersIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @AutoClose private ServerPair pair;

  @BeforeEach
  void start() throws Exception {
    pair = ServerPair.serving("door");
  }

  @Test
  void showsAllViewersTheSameWholePicturesFromOneOpeningOfTheCamera() throws Exception {
    List<StreamClient> viewers = watching(60);
    Random random = new Random(7);
    for (int n = 0; n < 10; n++) {
      byte[] picture = new byte[50_000 + random.nextInt(100_000)];
      random.nextBytes(picture);
      pair.fake("door").shows(picture, 640, 360);
      for (StreamClient viewer : viewers) {
        assertThat(viewer.nextPart().picture()).isEqualTo(picture);
      }
    }

    assertThat(pair.fake("door").timesOpened()).isEqualTo(1);
    assertThat(pair.camera("door").status().framesShown()).isEqualTo(600);
    assertThat(pair.camera("door").status().framesDropped()).isZero();
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(pair.framesHeld()).isEqualTo(1));
  }

  @Test
  void browsersAndOthersGetTheirPartsOfTheSamePictures() throws Exception {
    List<StreamClient> others = watching(8);
    List<StreamClient> browsers = new ArrayList<>();
    for (int n = 0; n < 8; n++) {
      browsers.add(pair.watch("/video_feed", "Sec-Fetch-Dest: image"));
    }
    await().atMost(PATIENCE).until(() -> pair.viewers("door") == 16);

    for (int n = 0; n < 5; n++) {
      pair.fake("door").shows("picture " + n);
      for (StreamClient viewer : others) {
        assertThat(viewer.nextPart().text()).isEqualTo("picture " + n);
      }
      for (StreamClient viewer : browsers) {
        assertThat(viewer.nextUnmeasuredPart().text()).isEqualTo("picture " + n);
      }
    }
  }

  /** What waits on a connection must not change when its frame's memory takes another frame. */
  @Test
  void viewersThatSleptFindEachPictureAsItWas() throws Exception {
    List<StreamClient> viewers = watching(16);
    List<StreamClient> sleepers = viewers.subList(8, 16);
    List<StreamClient> awake = viewers.subList(0, 8);
    int last = 40;
    for (int n = 1; n <= last; n++) {
      byte[] picture = uniform(n);
      pair.fake("door").shows(picture, 640, 360);
      for (StreamClient viewer : awake) {
        assertThat(viewer.nextPart().picture()).isEqualTo(picture);
      }
    }

    for (StreamClient sleeper : sleepers) {
      int before = 0;
      while (before < last) {
        byte[] found = sleeper.nextPart().picture();
        assertThat((int) found[0]).isGreaterThan(before);
        assertThat(found).isEqualTo(uniform(found[0]));
        before = found[0];
      }
    }
    assertThat(pair.camera("door").status().framesDropped()).isPositive();
  }

  @Test
  void sharesTheViewersAmongItsEventLoops() throws Exception {
    List<StreamClient> viewers = watching(20);
    long[] before = eventLoopNanos();
    for (int n = 0; n < 20; n++) {
      pair.fake("door").shows("picture " + n);
      for (StreamClient viewer : viewers) {
        assertThat(viewer.nextPart().text()).isEqualTo("picture " + n);
      }
    }
    long[] after = eventLoopNanos();

    assertThat(after).hasSize(2);
    assertThat(after[0]).isGreaterThan(before[0]);
    assertThat(after[1]).isGreaterThan(before[1]);
  }

  @Test
  void showsNewcomersTheNewestPictureAtOnce() throws Exception {
    StreamClient first = pair.watch("/video_feed");
    for (String picture : new String[] {"yesterday's", "today's"}) {
      pair.fake("door").shows(picture);
      assertThat(first.nextPart().text()).isEqualTo(picture);
    }

    assertThat(pair.watch("/video_feed").nextPart().text()).isEqualTo("today's");
    assertThat(pair.watch("/video_feed", "Sec-Fetch-Dest: image").nextUnmeasuredPart().text())
        .isEqualTo("today's");
  }

  @Test
  void keepsCamerasApart() throws Exception {
    try (ServerPair two = ServerPair.serving("door", "bench")) {
      StreamClient door = two.watch("/cameras/door/stream.mjpg");
      StreamClient bench = two.watch("/cameras/bench/stream.mjpg");
      two.fake("bench").shows("of the bench");
      two.fake("door").shows("of the door");

      assertThat(door.nextPart().text()).isEqualTo("of the door");
      assertThat(bench.nextPart().text()).isEqualTo("of the bench");
    }
  }

  private List<StreamClient> watching(int count) throws Exception {
    List<StreamClient> viewers = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      viewers.add(pair.watch("/video_feed"));
    }
    await().atMost(PATIENCE).until(() -> pair.viewers("door") == count);
    return viewers;
  }

  private static byte[] uniform(int filler) {
    byte[] picture = new byte[100_000];
    Arrays.fill(picture, (byte) filler);
    return picture;
  }

  private static long[] eventLoopNanos() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    Stream<ThreadInfo> live = Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()));
    return live.filter(
            thread -> thread != null && thread.getThreadName().startsWith("vert.x-eventloop"))
        .mapToLong(thread -> threads.getThreadCpuTime(thread.getThreadId()))
        .toArray();
  }
}
