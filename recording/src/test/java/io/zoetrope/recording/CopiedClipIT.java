package io.zoetrope.recording;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.zoetrope.core.camera.Camera;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.stream.Subscription;
import io.zoetrope.core.stream.Viewer;
import io.zoetrope.mp4.fixture.EncodedTrack;
import io.zoetrope.mp4.fixture.EncodedTrack.Sample;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Clips of a camera that sends video, measured by ffprobe. */
final class CopiedClipIT {
  /** A key frame every four seconds, and pictures that are sent in another order than shown. */
  private static final String LONG_GROUPS = "-bf 2 -g 100 -x264-params scenecut=0";

  @TempDir private static Path encoded;
  private static EncodedTrack video;
  private static EncodedTrack sound;
  private static EncodedTrack larger;

  @TempDir private Path data;
  private final AtomicReference<VideoCamera> door = new AtomicReference<>();
  private final AtomicReference<Thread> worker = new AtomicReference<>();
  private RecordingBench bench;
  private Camera camera;

  @BeforeAll
  static void encode() throws Exception {
    video = EncodedTrack.h264(encoded, 320, 240, 100, LONG_GROUPS);
    larger = EncodedTrack.h264(encoded, 640, 480, 100, LONG_GROUPS);
    sound = EncodedTrack.aac(encoded, 4);
  }

  @BeforeEach
  void open() throws Exception {
    bench = new RecordingBench(data);
    camera = newCamera(video, sound);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private Camera newCamera(EncodedTrack... tracks) {
    return bench.camera(
        "door",
        frames -> {
          door.set(new VideoCamera(frames, tracks));
          return door.get();
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"copy", "h264"})
  void theCamerasOwnVideoAndSoundAreInTheClip(String format) throws Exception {
    JsonNode result =
        bench.run(
            "clip", "{\"camera\":\"door\",\"seconds\":2,\"format\":\"%s\"}".formatted(format));

    assertThat(bench.processes().started()).as("nothing encodes").isEmpty();
    assertThat(result.get("codec").stringValue()).isEqualTo("H.264");
    assertThat(result.get("audio").stringValue()).isEqualTo("AAC");
    assertThat(result.get("dropped").intValue()).isZero();
    assertThat(result.get("seconds").doubleValue()).isEqualTo(2);
    Probe probed = Probe.of(bench.result(result));
    assertThat(probed.seconds()).isCloseTo(2, within(0.001));
    assertThat(probed.width()).isEqualTo(result.get("width").intValue()).isEqualTo(320);
    assertThat(probed.frames()).isEqualTo(result.get("pictures").intValue()).isEqualTo(50);
    assertThat(hashes(result, "v")).isSubsetOf(hashes(video)).hasSizeBetween(50, 52);
    assertThat(hashes(result, "a")).isSubsetOf(hashes(sound)).hasSizeBetween(92, 96);
  }

  @Test
  void aClipOfARunningCameraBeginsAtOnceAndNotWithTheNextKeyFrame() throws Exception {
    try (Subscription _ = camera.stream().join(new Watcher(), Runnable::run)) {
      await().until(() -> door.get().shown() > 100);
      JsonNode result = bench.run("clip", "{\"camera\":\"door\",\"seconds\":1}");

      Probe probed = Probe.of(bench.result(result));
      assertThat(probed.seconds()).isCloseTo(1, within(0.001));
      assertThat(probed.frames()).isEqualTo(result.get("pictures").intValue()).isBetween(24, 26);
      assertThat(packets(result, "v"))
          .as("what the decoder needs is there, and not shown")
          .hasSizeGreaterThan(50);
    }
  }

  @Test
  void theLastPictureStaysWhileTheCameraFails() throws Exception {
    CompletableFuture<JsonNode> clip = start("{\"camera\":\"door\",\"seconds\":6}");
    await().until(() -> door.get().shown() > 10);
    door.get().breaks();
    await().until(() -> CameraPictures.fault(camera).isPresent());
    door.get().isMended();

    JsonNode result = clip.get(1, TimeUnit.MINUTES);
    assertThat(result.get("interruptions").intValue()).isEqualTo(1);
    assertThat(door.get().timesOpened()).isEqualTo(2);
    assertThat(Probe.of(bench.result(result)).seconds()).isCloseTo(6, within(0.001));
    double[] times = Probe.times(bench.result(result));
    double longest = 0;
    for (int i = 1; i < times.length; i++) {
      longest = Math.max(longest, times[i] - times[i - 1]);
    }
    assertThat(longest).as("the gap in s").isGreaterThan(0.1);
    assertThat(times[times.length - 1]).isGreaterThan(5.5);
  }

  @Test
  void aClipGoesOnInAnotherSize() throws Exception {
    newCamera(video);
    CompletableFuture<JsonNode> clip = start("{\"camera\":\"door\",\"seconds\":5}");
    await().until(() -> door.get().shown() > 5);
    door.get().changesTo(larger);

    JsonNode result = clip.get(1, TimeUnit.MINUTES);
    assertThat(result.get("width").intValue()).isEqualTo(320);
    assertThat(result.has("note")).isFalse();
    List<String> sizes =
        probe(result, "-select_streams v -show_entries frame=width,height").stream()
            .filter(line -> !line.isEmpty())
            .toList();
    assertThat(sizes).hasSize(result.get("pictures").intValue()).hasSize(125);
    assertThat(sizes.getFirst()).startsWith("320,240");
    assertThat(sizes.getLast()).startsWith("640,480");
  }

  @Test
  void cancellingLeavesNothingBehind() throws Exception {
    CompletableFuture<JsonNode> clip = start("{\"camera\":\"door\",\"seconds\":60}");
    await("a video in the making").until(() -> bench.files("results").size() == 1);
    await().until(() -> door.get().shown() > 5);
    worker.get().interrupt();
    assertThatThrownBy(() -> clip.get(1, TimeUnit.MINUTES))
        .hasCauseInstanceOf(InterruptedException.class);
    assertThat(bench.files("results")).isEmpty();
    await("the camera is left").until(() -> !door.get().isOpen());
  }

  @Test
  void aReconfiguredCameraIsFollowed() throws Exception {
    CompletableFuture<JsonNode> clip = start("{\"camera\":\"door\",\"seconds\":6}");
    await().until(() -> door.get().shown() > 5);
    newCamera(video, sound);
    JsonNode result = clip.get(1, TimeUnit.MINUTES);
    assertThat(door.get().shown()).as("frames of the new one").isGreaterThan(5);
    double[] times = Probe.times(bench.result(result));
    assertThat(times[times.length - 1]).isGreaterThan(5.5);
  }

  private CompletableFuture<JsonNode> start(String payload) {
    CompletableFuture<JsonNode> result = new CompletableFuture<>();
    Thread started =
        Thread.ofVirtual()
            .unstarted(() -> {
              try {
                result.complete(bench.run("clip", payload));
              } catch (Throwable e) {
                result.completeExceptionally(e);
              }
            });
    worker.set(started);
    started.start();
    return result;
  }

  private List<String> packets(JsonNode result, String kind) throws Exception {
    return probe(
        result,
        "-select_streams " + kind + " -show_data_hash SHA160 -show_entries packet=data_hash");
  }

  private Set<String> hashes(JsonNode result, String kind) throws Exception {
    return packets(result, kind).stream()
        .map(line -> line.replaceFirst(".*SHA160:", ""))
        .map(line -> line.replace(",", ""))
        .collect(toSet());
  }

  private List<String> probe(JsonNode result, String options) throws Exception {
    return EncodedTrack.run(
            "ffprobe -v error", options, "-of csv=p=0", bench.result(result).toString())
        .lines()
        .toList();
  }

  private static Set<String> hashes(EncodedTrack track) throws NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-1");
    List<String> hashes = new ArrayList<>();
    for (Sample sample : track.samples()) {
      hashes.add(HexFormat.of().formatHex(digest.digest(sample.data())));
    }
    return Set.copyOf(hashes);
  }

  /** One who keeps the camera open. */
  private static final class Watcher implements Viewer {
    @Override
    public void show(Frame frame, Subscription through) {
      through.ready();
    }
  }
}
