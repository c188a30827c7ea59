package io.zoetrope.drivers.rtsp;

import static io.zoetrope.drivers.rtsp.Interleaved.DELTA;
import static io.zoetrope.drivers.rtsp.Interleaved.KEY;
import static io.zoetrope.drivers.rtsp.ScriptedCamera.VIDEO;
import static io.zoetrope.drivers.rtsp.ScriptedCamera.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zoetrope.core.fixture.DriverBench;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.source.FrameSource;
import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cameras that do everything a little differently, or wrong. */
class OddCamerasIT {
  private final DriverBench bench = new DriverBench();

  @AfterEach
  void everyBufferIsGivenBack() {
    bench.close();
  }

  @Test
  void whatACameraNamesNeverLeadsToAnotherHost() throws Exception {
    String media = VIDEO.replace("trackID=0", "rtsp://192.0.2.9:8554/inside/trackID=0?a=b");
    try (ScriptedCamera camera =
            new ScriptedCamera()
                .describedAs(media, "Content-Base: rtsp://10.0.0.9/inside/")
                .sending(OddCamerasIT::twoPictures)
                .start();
        FrameSource source = open(camera)) {
      assertPictures(source);

      String here = "rtsp://127.0.0.1:" + camera.port();
      assertThat(camera.asked("SETUP")).containsExactly("SETUP " + here + "/inside/trackID=0?a=b");
      assertThat(camera.asked("PLAY")).containsExactly("PLAY " + here + "/inside/");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', trackID=0, /live/trackID=0",
    "Content-Base: rtsp://h/live/, trackID=0, /live/trackID=0",
    "Content-Base: rtsp://h/live/, /trackID=0, /live/trackID=0",
    "Content-Base: rtsp://h/live?channel=1&profile=2, trackID=0, /live?channel=1&profile=2/trackID=0",
    "content-location: rtsp://h/live/, ?track=1, /live/?track=1",
    "'', *, /live"
  })
  void aRelativeNameFollowsAllOfTheBase(String base, String control, String asked)
      throws Exception {
    try (ScriptedCamera camera =
            new ScriptedCamera()
                .describedAs(VIDEO.replace("trackID=0", control), base)
                .sending(OddCamerasIT::twoPictures)
                .start();
        FrameSource source = open(camera)) {
      assertPictures(source);

      assertThat(camera.asked("SETUP"))
          .containsExactly("SETUP rtsp://127.0.0.1:" + camera.port() + asked);
    }
  }

  @Test
  void namesOfFieldsMayBeInLowerCaseAndTheLengthMissing() throws Exception {
    try (ScriptedCamera camera =
            new ScriptedCamera()
                .on(
                    "DESCRIBE",
                    _ -> "RTSP/1.0 200 OK\r\ncontent-type: application/sdp\r\n\r\n" + VIDEO)
                .on(
                    "SETUP",
                    _ -> ok("session: 7;timeout=60", "transport: RTP/AVP/TCP;interleaved=0-1"))
                .sending(OddCamerasIT::twoPictures)
                .start();
        FrameSource source = open(camera)) {
      assertPictures(source);

      assertThat(camera.requests().getLast().field("session")).contains("7");
    }
  }

  @Test
  void otherChannelsThanThoseAskedForAreTaken() throws Exception {
    try (ScriptedCamera camera =
            new ScriptedCamera()
                .on(
                    "SETUP",
                    _ -> ok("Session: 7", "Transport: RTP/AVP/TCP;unicast;interleaved=8-9"))
                .sending(out -> {
                  new Interleaved(0, 96).picture(out, DELTA); // Nobody knows what this would be.
                  twoPictures(out, new Interleaved(8, 96));
                })
                .start();
        FrameSource source = open(camera)) {
      assertPictures(source);
    }
  }

  @Test
  void requestsAndGarbageBetweenPacketsDoNoHarm() throws Exception {
    try (ScriptedCamera camera =
            new ScriptedCamera()
                .sending(out -> {
                  Interleaved packets = new Interleaved(0, 96);
                  ScriptedCamera.write(out, "OPTIONS * RTSP/1.0\r\nCSeq: 41\r\n\r\n");
                  packets.picture(out, KEY);
                  ScriptedCamera.write(out, "RT\0\1 garbage");
                  ScriptedCamera.write(out, "FLY rtsp://me RTSP/1.0\r\nCSeq: 42\r\n\r\n");
                  packets.picture(out, DELTA);
                })
                .start();
        FrameSource source = open(camera)) {
      assertPictures(source);

      await()
          .until(() ->
              camera.requests().stream()
                  .anyMatch(
                      it -> it.status().orElse(0) == 200 && it.number("cseq").orElse(0) == 41));
    }
  }

  @Test
  void audioThatCannotBeHadIsLeftOut() throws Exception {
    try (ScriptedCamera camera =
            new ScriptedCamera()
                .describedAs(VIDEO + "m=audio 0 RTP/AVP 8\r\na=control:trackID=1\r\n")
                .on(
                    "SETUP",
                    request ->
                        request.startLine().contains("trackID=1")
                            ? "RTSP/1.0 500 Broken"
                            : ok("Session: 7"))
                .sending(OddCamerasIT::twoPictures)
                .start();
        FrameSource source = open(camera)) {
      assertPictures(source);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "RTSP/1.0 404 No, the camera has no such stream (404): check the path in its URI",
    "RTSP/1.0 403 No, the camera forbids this login to watch (403)",
    "RTSP/1.0 503 No, 'the camera cannot serve us now (503): too many viewers, perhaps'",
    "RTSP/1.0 500 No, the camera answers that it has a fault of its own (500)",
    "'RTSP/1.0 302 Go\r\nLocation: rtsp://192.0.2.9/door?key=hunter2', 'the camera sends us to another address (302): if that is right, use rtsp://192.0.2.9/door?key=*** instead'",
    "'RTSP/1.0 302 Go\r\nLocation: /live', 'the camera sends us elsewhere, but not to a place that we can go to (302)'",
  })
  void eachRefusalIsASentence(String answer, String sentence) throws Exception {
    try (ScriptedCamera camera = new ScriptedCamera().on("DESCRIBE", _ -> answer).start();
        FrameSource source = open(camera)) {
      assertThatThrownBy(source::read).isInstanceOf(IOException.class).hasMessage(sentence);
    }
  }

  @Test
  void aRedirectToAnotherPathIsFollowed() throws Exception {
    try (ScriptedCamera camera = new ScriptedCamera().sending(OddCamerasIT::twoPictures)) {
      camera.on(
          "DESCRIBE",
          request ->
              request.startLine().contains("/main")
                  ? ScriptedCamera.described(VIDEO)
                  : "RTSP/1.0 301 Moved\r\nLocation: rtsp://127.0.0.1:" + camera.port() + "/main");
      try (FrameSource source = open(camera.start())) {
        assertPictures(source);
      }
    }
  }

  private static void twoPictures(OutputStream out) throws IOException {
    twoPictures(out, new Interleaved(0, 96));
  }

  private static void twoPictures(OutputStream out, Interleaved packets) throws IOException {
    packets.picture(out, KEY).picture(out, DELTA);
  }

  private static void assertPictures(FrameSource source) throws Exception {
    for (boolean key : new boolean[] {true, false}) {
      Frame frame = source.read();
      assertThat(frame.keyFrame()).isEqualTo(key);
      assertThat(frame.videoFormat().width()).isEqualTo(640);
      frame.release();
    }
  }

  private FrameSource open(ScriptedCamera camera) throws Exception {
    return bench.open(new RtspDriver(), camera.uri());
  }
}
