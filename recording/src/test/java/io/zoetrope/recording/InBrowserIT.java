package io.zoetrope.recording;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.zoetrope.core.camera.Camera;
import io.zoetrope.core.stream.Subscription;
import io.zoetrope.mp4.fixture.EncodedTrack;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A clip is what browsers play: a real Chromium does. */
final class InBrowserIT {
  private static final String PAGE =
      """
      <!doctype html><video src="/video.mp4" muted autoplay></video><script>
      const v = document.querySelector('video')
      const tell = what => fetch('/told?' + what)
      const sizes = new Set()
      v.onresize = () => sizes.add(v.videoWidth + 'x' + v.videoHeight)
      v.onended = () => tell('played,' + [...sizes].join(',') + ',' + v.duration.toFixed(1) + ',' +
        v.webkitAudioDecodedByteCount + ',' + v.getVideoPlaybackQuality().totalVideoFrames)
      v.onerror = () => tell('error,' + v.error.message)
      </script>
      """;

  @TempDir private Path data;

  @Test
  void aClipPlays() throws Exception {
    try (RecordingBench bench = new RecordingBench(data)) {
      bench.camera("door", frames -> new PacedCamera(frames, 640, 480, Duration.ofMillis(40)));
      Path video = bench.result(bench.run("clip", "{\"camera\":\"door\",\"seconds\":1}"));
      assertThat(told(Files.readAllBytes(video))).startsWith("played,640x480,1.0,0,");
    }
  }

  @Test
  void aClipOfTheCamerasOwnVideoPlaysFromBetweenKeyFrames() throws Exception {
    String[] told = told(Files.readAllBytes(clip(false))).split(",");
    assertThat(told).startsWith("played", "320x240", "3.0");
    assertThat(Integer.parseInt(told[3])).as("bytes of audio").isGreaterThan(1000);
    assertThat(Integer.parseInt(told[4])).as("pictures").isBetween(70, 76);
  }

  @Test
  void aClipPlaysThroughAChangeOfSize() throws Exception {
    String[] told = told(Files.readAllBytes(clip(true))).split(",");
    assertThat(told).contains("played", "320x240", "640x480", "3.0");
    assertThat(Integer.parseInt(told[5])).as("pictures").isBetween(70, 76);
  }

  /** A clip of a camera that has been running for a while. */
  private Path clip(boolean changing) throws Exception {
    EncodedTrack video = EncodedTrack.h264(data, 320, 240, 50, "-bf 2 -g 50");
    EncodedTrack larger = EncodedTrack.h264(data, 640, 480, 50, "-bf 0 -g 50");
    EncodedTrack sound = EncodedTrack.aac(data, 2);
    AtomicReference<VideoCamera> door = new AtomicReference<>();
    try (RecordingBench bench = new RecordingBench(data)) {
      Camera camera =
          bench.camera(
              "door",
              frames -> {
                door.set(new VideoCamera(frames, video, sound));
                return door.get();
              });
      try (Subscription _ =
          camera.stream().join((_, subscription) -> subscription.ready(), Runnable::run)) {
        await().until(() -> door.get().shown() > 60);
        if (changing) {
          door.get().changesTo(larger, sound);
        }
        return bench.result(bench.run("clip", "{\"camera\":\"door\",\"seconds\":3}"));
      }
    }
  }

  private String told(byte[] video) throws Exception {
    CompletableFuture<String> told = new CompletableFuture<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          byte[] body = path.equals("/video.mp4") ? video : PAGE.getBytes(UTF_8);
          if (path.equals("/told")) {
            told.complete(exchange.getRequestURI().getQuery());
          }
          exchange
              .getResponseHeaders()
              .add("content-type", path.equals("/video.mp4") ? "video/mp4" : "text/html");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    Process chromium = null;
    try {
      chromium = chromium("http://127.0.0.1:%d/".formatted(server.getAddress().getPort()));
      return told.get(1, TimeUnit.MINUTES);
    } finally {
      if (chromium != null) {
        List<ProcessHandle> family = chromium.descendants().toList();
        chromium.destroyForcibly().waitFor();
        family.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle member : family) {
          member.onExit().get(1, TimeUnit.MINUTES);
        }
      }
      server.stop(0);
    }
  }

  private Process chromium(String address) throws Exception {
    return new ProcessBuilder(
            "chromium-headless-shell",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--autoplay-policy=no-user-gesture-required",
            "--user-data-dir=" + data.resolve("browser"),
            address)
        .redirectErrorStream(true)
        .redirectOutput(data.resolve("chromium.log").toFile())
        .start();
  }
}
