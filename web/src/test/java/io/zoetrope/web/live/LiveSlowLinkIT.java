package io.zoetrope.web.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.core.fixture.FakeCamera;
import io.zoetrope.core.media.H264;
import io.zoetrope.core.media.ParameterSet;
import io.zoetrope.core.media.Track;
import io.zoetrope.web.fixture.LiveSocket;
import io.zoetrope.web.fixture.LiveSocket.Picture;
import io.zoetrope.web.fixture.ServerPair;
import io.zoetrope.web.fixture.SlowLink;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A link that carries a megabit a second, of many that the cameras send. */
class LiveSlowLinkIT {
  private static final int BYTES_PER_SECOND = 125_000;
  private static final long SECONDS = 5;
  private static final Track VIDEO =
      new Track(
          0,
          new H264(
              640,
              360,
              List.of(set("6742c01ed900a02ff97011000003000100000300320f162e48")),
              List.of(set("68ce3c80"))));

  private final ScheduledExecutorService showing = Executors.newSingleThreadScheduledExecutor();
  private ServerPair pair;
  private SlowLink link;
  private LiveSocket slow;
  private LiveSocket fast;

  /** What a client has seen, and how old it was when it came. */
  private record Seen(Picture picture, double ageSeconds) {}

  @BeforeEach
  void serve() throws Exception {
    pair = ServerPair.serving("door", "yard");
    link = new SlowLink(pair.port(), BYTES_PER_SECOND);
    slow = LiveSocket.open(link.port());
    fast = LiveSocket.open(pair.port());
  }

  @AfterEach
  void close() throws Exception {
    showing.shutdownNow();
    slow.close();
    fast.close();
    link.close();
    pair.close();
  }

  @Test
  void carriesFewerPicturesOfEveryCameraAndNoneThatIsOld() throws Exception {
    String large = "x".repeat(30_000);
    slow.watch(1, "door", "").watch(2, "yard", "");
    fast.watch(1, "door", "");
    every(
        50,
        n -> {
          pair.fake("door").shows(n + " " + large);
          pair.fake("yard").shows(n + " " + large);
        });

    List<Seen> seen = watch(slow);
    assertFresh(seen);
    long ofDoor = seen.stream().filter(each -> each.picture().view() == 1).count();
    assertThat(ofDoor).isBetween(seen.size() * 4 / 10L, seen.size() * 6 / 10L);
    assertThat(pair.framesHeld()).isLessThan(20);
    fast.taken(fast.picture());
    assertThat(watch(fast)).hasSizeGreaterThan(seen.size());
  }

  @Test
  void letsVideoJumpToKeyFramesSoThatItIsNotOld() throws Exception {
    String large = "x".repeat(10_000);
    slow.watch(1, "door", ",'video':['h264']");
    FakeCamera door = pair.fake("door");
    every(33, n -> door.shows((n + " " + large).getBytes(UTF_8), VIDEO, n % 30 == 0));

    List<Seen> seen = watch(slow);
    assertFresh(seen);
    assertThat(seen).anyMatch(each -> each.picture().flags() == 5);
    assertThat(pair.framesHeld()).isLessThan(70);
  }

  @Test
  void aBusyCameraLeavesTheSmallOnesTheirShare() throws Exception {
    String large = "x".repeat(40_000);
    String little = "x".repeat(1800);
    slow.watch(1, "door", ",'video':['h264']").watch(2, "yard", ",'video':['h264']");
    FakeCamera door = pair.fake("door");
    FakeCamera yard = pair.fake("yard");
    every(
        40,
        n -> {
          door.shows((n + large).getBytes(UTF_8), VIDEO, n % 25 == 0);
          yard.shows((n + little).getBytes(UTF_8), VIDEO, n % 25 == 0);
        });

    List<Seen> seen = watch(slow);
    assertFresh(seen);
    long ofYard = seen.stream().filter(each -> each.picture().view() == 2).count();
    assertThat(ofYard).as("a busy machine may hold up some").isGreaterThan(SECONDS * 25 / 2);
    assertThat(seen).anyMatch(each -> each.picture().view() == 1 && each.picture().flags() == 5);
  }

  private void every(long millis, IntConsumer show) {
    int[] n = {0};
    var _ =
        showing.scheduleAtFixedRate(() -> show.accept(n[0]++), 0, millis, TimeUnit.MILLISECONDS);
  }

  /** What comes in some seconds, taken at once. */
  private static List<Seen> watch(LiveSocket client) throws InterruptedException {
    List<Seen> all = new ArrayList<>();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (System.nanoTime() < end) {
      Picture picture = client.picture();
      client.taken(picture);
      all.add(new Seen(picture, (System.nanoTime() / 1000 - picture.captured()) / 1e6));
    }
    return all;
  }

  /** A busy machine may hold up some. */
  private static void assertFresh(List<Seen> seen) {
    List<Double> ages = seen.stream().map(Seen::ageSeconds).sorted().toList();
    assertThat(ages.get(ages.size() / 2)).isLessThan(1);
    assertThat(ages.getLast()).isLessThan(3);
  }

  private static ParameterSet set(String hex) {
    return ParameterSet.of(HexFormat.of().parseHex(hex));
  }
}
