package io.zoetrope.web.mjpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.web.fixture.Answer;
import io.zoetrope.web.fixture.ServerPair;
import io.zoetrope.web.fixture.StreamClient;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A viewer that is slow sees fewer pictures, never old ones, and costs the others nothing. */
class NewestWinsIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int SMALL_WINDOW = 4 * 1024;
  private static final int PICTURES = 200;
  private static final int PICTURE_BYTES = 200 * 1024;

  /** What the server's kernel and the client's may hold of a stream between them. */
  private static final int MOST_BYTES_UNDERWAY = 1024 * 1024;

  @AutoClose private ServerPair pair;

  @BeforeEach
  void start() throws Exception {
    pair = ServerPair.serving("door");
  }

  @Test
  void aViewerThatReadsAgainIsShownTheNewestPictureNextWhileTheOthersMissedNothing()
      throws Exception {
    StreamClient stopped = StreamClient.of(pair.connect(SMALL_WINDOW).get("/video_feed"));
    StreamClient reading = pair.watch("/video_feed");
    await().atMost(PATIENCE).until(() -> pair.viewers("door") == 2);

    for (int n = 1; n <= PICTURES; n++) {
      show(n);
      assertThat(number(reading.nextPart())).isEqualTo(n);
      assertThat(pair.framesHeld()).isLessThanOrEqualTo(5);
      if (n == 1) {
        // The other's event loop may be late; from here on it is busy with this picture.
        await().atMost(PATIENCE).until(() -> pair.camera("door").stream().framesShown() == 2);
      }
    }

    List<Integer> underway = new ArrayList<>();
    int next = number(stopped.nextPart());
    while (next != PICTURES) {
      underway.add(next);
      next = number(stopped.nextPart());
    }
    assertThat(underway).hasSizeLessThanOrEqualTo(MOST_BYTES_UNDERWAY / PICTURE_BYTES);
    assertThat(underway).startsWith(1).isSorted().doesNotHaveDuplicates();

    show(PICTURES + 1);
    assertThat(number(stopped.nextPart())).isEqualTo(PICTURES + 1);
    int missed = PICTURES - underway.size() - 1;
    assertThat(droppedAsTold()).isEqualTo(missed);
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(pair.framesHeld()).isEqualTo(1));
  }

  @Test
  void viewersThatNeverReadHoldFewFramesBetweenThem() throws Exception {
    for (int n = 0; n < 20; n++) {
      pair.connect(SMALL_WINDOW).get("/video_feed").readHead();
    }
    StreamClient reading = pair.watch("/video_feed");
    await().atMost(PATIENCE).until(() -> pair.viewers("door") == 21);

    for (int n = 1; n <= 40; n++) {
      show(n);
      assertThat(number(reading.nextPart())).isEqualTo(n);
    }

    assertThat(pair.framesHeld()).isLessThanOrEqualTo(MOST_BYTES_UNDERWAY / PICTURE_BYTES + 2);
  }

  @Test
  void aPausedImgMissesOnlyThePause() throws Exception {
    StreamClient img =
        StreamClient.of(pair.connect(SMALL_WINDOW).get("/video_feed", "Sec-Fetch-Dest: image"));
    StreamClient reading = pair.watch("/video_feed");
    await().atMost(PATIENCE).until(() -> pair.viewers("door") == 2);
    for (int n = 1; n <= 40; n++) {
      show(n);
      assertThat(number(reading.nextPart())).isEqualTo(n);
    }

    int last = 0;
    int seen = 0;
    while (last != 40) {
      StreamClient.Part part = img.nextUnmeasuredPart();
      assertThat(part.picture()).hasSize(PICTURE_BYTES);
      assertThat(number(part)).isGreaterThan(last);
      last = number(part);
      seen++;
    }
    assertThat(seen).isLessThanOrEqualTo(MOST_BYTES_UNDERWAY / PICTURE_BYTES + 1);
  }

  private void show(int number) {
    byte[] picture = ByteBuffer.allocate(PICTURE_BYTES).putInt(number).array();
    pair.fake("door").shows(picture, 640, 360);
  }

  private static int number(StreamClient.Part part) {
    return ByteBuffer.wrap(part.picture()).getInt();
  }

  private long droppedAsTold() throws Exception {
    Answer answer = pair.get("/api/cameras");
    return answer.json().getJsonArray("cameras").getJsonObject(0).getLong("dropped");
  }
}
