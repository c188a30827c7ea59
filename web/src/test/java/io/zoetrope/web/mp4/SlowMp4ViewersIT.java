package io.zoetrope.web.mp4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.web.connection.Timeouts;
import io.zoetrope.web.fixture.RawClient;
import io.zoetrope.web.fixture.ServerPair;
import io.zoetrope.web.mp4.Mp4Client.Sample;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Viewers that take nothing, or leave. */
final class SlowMp4ViewersIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String PATH = "/cameras/door/stream.mp4";
  private static final int GROUP = 25;
  private static final int LARGE = 4_000_000;

  @AutoClose private ServerPair pair;

  @Test
  void oneThatFallsBehindGoesOnWithAKeyFrameWhileOthersGetAll() throws Exception {
    pair = ServerPair.serving("door");
    FakeVideo video = new FakeVideo(pair.fake("door"), 400_000);
    video.key(0);
    Mp4Client slow = new Mp4Client(pair.connect(4 * 1024).get(PATH));
    Mp4Client quick = new Mp4Client(pair.connect().get(PATH));
    quick.init();
    assertThat(quick.sample().mark()).isZero();
    slow.init();
    assertThat(slow.sample().mark()).isZero();

    for (int mark = 1; mark < 4 * GROUP; mark++) {
      var _ = mark % GROUP == 0 ? video.key(mark) : video.delta(mark);
      assertThat(quick.sample().mark()).isEqualTo(mark);
    }

    // More than 16 MB do not wait for it.
    int before = 0;
    Sample sample = slow.sample();
    while (sample.mark() == before + 1) {
      before = sample.mark();
      sample = slow.sample();
    }
    assertThat(sample.mark()).isGreaterThan(before + 1);
    assertThat(sample.key()).isTrue();
  }

  @Test
  void oneThatTakesNothingIsDisconnectedAndHoldsNothing() throws Exception {
    pair = ServerPair.serving(Timeouts.STANDARD.withStalledViewer(Duration.ofSeconds(1)), "door");
    new FakeVideo(pair.fake("door"), LARGE).key(1);
    RawClient client = pair.connect(4 * 1024).get(PATH);
    client.readHead();

    await().atMost(PATIENCE).until(() -> pair.viewers("door") == 0);
    assertThat(client.readToEnd().length()).isLessThan(LARGE);
  }

  /** Who only closes the sending side may still wait for an error. */
  @ParameterizedTest
  @ValueSource(strings = {"close", "reset"})
  void leavingIsNoticedBeforeTheFirstPicture(String how) throws Exception {
    pair = ServerPair.serving("door");
    RawClient client = pair.connect().get(PATH);
    await().atMost(PATIENCE).until(() -> pair.viewers("door") == 1);

    leave(client, how);

    await().atMost(PATIENCE).until(() -> pair.viewers("door") == 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"close", "reset", "halfClose"})
  void leavingIsNoticedBetweenFrames(String how) throws Exception {
    pair = ServerPair.serving("door");
    new FakeVideo(pair.fake("door")).key(1);
    Mp4Client viewer = new Mp4Client(pair.connect().get(PATH));
    viewer.init();
    viewer.sample();

    leave(viewer.client(), how);

    await().atMost(PATIENCE).until(() -> pair.viewers("door") == 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"close", "reset", "halfClose"})
  void leavingIsNoticedInTheMiddleOfAFrameWhichIsThenGivenBack(String how) throws Exception {
    pair = ServerPair.serving("door");
    FakeVideo video = new FakeVideo(pair.fake("door"), LARGE);
    video.key(1);
    RawClient client = pair.connect(4 * 1024).get(PATH);
    client.readHead();
    client.readExactly(100_000);

    leave(client, how);

    await().atMost(PATIENCE).until(() -> pair.viewers("door") == 0);
    Mp4Client next = new Mp4Client(pair.connect().get(PATH));
    video.key(2);
    next.init();
    next.sample();
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(pair.framesHeld()).isEqualTo(1));
  }

  private static void leave(RawClient client, String how) throws Exception {
    switch (how) {
      case "close" -> client.close();
      case "reset" -> client.reset();
      default -> client.halfClose();
    }
  }
}
