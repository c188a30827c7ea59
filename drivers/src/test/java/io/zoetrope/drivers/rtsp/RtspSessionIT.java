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
import io.zoetrope.core.source.SourceEndedException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of a session with a camera, from its first packet to its end. */
class RtspSessionIT {
  private final DriverBench bench = new DriverBench();

  @AfterEach
  void everyBufferIsGivenBack() {
    bench.close();
  }

  @Test
  void theSessionIsKeptAliveInTimeAndEndedAtTheEnd() throws Exception {
    try (ScriptedCamera camera =
        new ScriptedCamera()
            .on("SETUP", _ -> ok("Session: 7;timeout=1"))
            .sending(out -> {
              Interleaved packets = new Interleaved(0, 96).picture(out, KEY);
              while (true) {
                Thread.sleep(50);
                packets.picture(out, DELTA);
              }
            })
            .start()) {
      try (FrameSource source = open(camera)) {
        while (camera.asked("GET_PARAMETER").size() < 2) {
          source.read().release();
        }
      }
      await().until(() -> camera.asked("TEARDOWN").size() == 1);
      assertThat(camera.requests().getLast().field("session")).contains("7");
    }
  }

  @Test
  void aSessionThatIsGoneFailsWithASentence() throws Exception {
    try (ScriptedCamera camera =
            new ScriptedCamera()
                .on("SETUP", _ -> ok("Session: 7;timeout=1"))
                .on("GET_PARAMETER", _ -> "RTSP/1.0 454 Session Not Found")
                .sending(out -> new Interleaved(0, 96).picture(out, KEY))
                .start();
        FrameSource source = open(camera)) {
      source.read().release();

      assertThatThrownBy(source::read)
          .isExactlyInstanceOf(IOException.class)
          .hasMessage("the camera has ended our session (454)");
    }
  }

  @Test
  void aStreamThatSaysGoodbyeHasEnded() throws Exception {
    try (ScriptedCamera camera =
            new ScriptedCamera()
                .sending(out -> new Interleaved(0, 96).picture(out, KEY).goodbye(out))
                .start();
        FrameSource source = open(camera)) {
      source.read().release();

      assertThatThrownBy(source::read)
          .isInstanceOf(SourceEndedException.class)
          .hasMessage("the camera has ended its stream");
    }
  }

  @Test
  void soundThatEndsDoesNotEndThePicture() throws Exception {
    try (ScriptedCamera camera =
            new ScriptedCamera()
                .describedAs(VIDEO + "m=audio 0 RTP/AVP 8\r\na=control:trackID=1\r\n")
                .sending(out -> {
                  Interleaved video = new Interleaved(0, 96).picture(out, KEY);
                  new Interleaved(2, 8).packet(out, false, "d5d5").goodbye(out);
                  video.picture(out, DELTA);
                })
                .start();
        FrameSource source = open(camera)) {
      for (int n = 0; n < 3; n++) {
        source.read().release();
      }
    }
  }

  @Test
  void aCameraWithSoundOnlyIsHeard() throws Exception {
    try (ScriptedCamera camera =
            new ScriptedCamera()
                .describedAs("m=audio 0 RTP/AVP 8\r\na=control:trackID=1\r\n")
                .sending(out -> new Interleaved(0, 8).packet(out, false, "d5d5").goodbye(out))
                .start();
        FrameSource source = open(camera)) {
      Frame frame = source.read();
      frame.release();

      assertThat(frame.format().codecName()).isEqualTo("G.711");
      assertThatThrownBy(source::read).isInstanceOf(SourceEndedException.class);
    }
  }

  @Test
  void reportsOfTheCameraPutSoundAndPictureInStep() throws Exception {
    try (ScriptedCamera camera =
            new ScriptedCamera()
                .describedAs(VIDEO + "m=audio 0 RTP/AVP 8\r\na=control:trackID=1\r\n")
                .sending(out -> {
                  Interleaved video = new Interleaved(0, 96).picture(out, KEY);
                  Interleaved audio = new Interleaved(2, 8).packet(out, false, "d5d5");
                  video.report(out, 0, 5_000);
                  audio.report(out, 0, 5_000.25); // The sound is a quarter of a second later.
                  audio.packet(out, false, "d5d5");
                  video.picture(out, DELTA);
                })
                .start();
        FrameSource source = open(camera)) {
      long picture = nanosOf(source.read());
      nanosOf(source.read());
      long sound = nanosOf(source.read());

      assertThat(sound - picture).isBetween(249_000_000L, 251_000_000L);
    }
  }

  @Test
  void closingEndsAReadAtOnceWhereverItIs() throws Exception {
    List<String> methods = List.of("OPTIONS", "DESCRIBE", "SETUP", "PLAY", "none");
    for (String silent : methods) {
      try (ScriptedCamera camera = new ScriptedCamera().on(silent, _ -> "").start()) {
        FrameSource source = open(camera);
        List<Throwable> failures = new ArrayList<>();
        Thread reader =
            Thread.ofPlatform()
                .start(() -> {
                  try {
                    source.read().release();
                  } catch (Exception e) {
                    failures.add(e);
                  }
                });
        await().until(() -> !camera.asked(silent.equals("none") ? "PLAY" : silent).isEmpty());

        source.close();

        assertThat(reader.join(Duration.ofSeconds(2))).as(silent).isTrue();
        assertThat(failures.getFirst()).hasMessage("the source was closed");
      }
    }
  }

  /** Takes over the frame's reference. */
  private static long nanosOf(Frame frame) {
    frame.release();
    return frame.presentationNanos();
  }

  private FrameSource open(ScriptedCamera camera) throws Exception {
    return bench.open(new RtspDriver(), camera.uri());
  }
}
