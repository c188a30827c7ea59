package io.zoetrope.app.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.app.Served;
import io.zoetrope.app.Sources;
import io.zoetrope.app.config.Config;
import io.zoetrope.app.presence.ServerRecord;
import io.zoetrope.core.CameraSystem;
import io.zoetrope.core.camera.Camera;
import io.zoetrope.core.camera.CameraState.Live;
import io.zoetrope.core.camera.CameraState.Retrying;
import io.zoetrope.core.codec.NalUnits;
import io.zoetrope.core.codec.UnitSyntax;
import io.zoetrope.core.media.Aac;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.H264;
import io.zoetrope.core.media.Jpeg;
import io.zoetrope.core.media.TrackFormat;
import io.zoetrope.core.stream.DeliveryPolicy;
import io.zoetrope.core.stream.Subscription;
import io.zoetrope.core.stream.Viewer;
import io.zoetrope.ffmpeg.fixture.EncodedFiles;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a worker on another machine gets of a server's cameras. */
final class RemoteCamerasIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final List<String> PICTURES =
      List.of("-f", "lavfi", "-i", "testsrc2=size=320x180:rate=25:duration=30");
  private static final List<String> SOUND =
      List.of("-f", "lavfi", "-i", "sine=duration=30:sample_rate=48000");

  @TempDir private Path folder;
  private final Recorder recorder = new Recorder();

  @Test
  void videoIsTheCamerasOwnWithItsSound() throws Exception {
    EncodedFiles files = new EncodedFiles(folder);
    Path pictures = files.encoded("v.mkv", PICTURES, "libx264", "-g 25 -bf 0", "-f", "matroska");
    Path sound = files.encoded("a.mkv", SOUND, "aac", "", "-f", "matroska");
    Path clip = files.joined("mp4", pictures, sound);
    try (Served served = Served.cameras("door=file:" + clip)) {
      watch(served, camera -> recorder.units.size() > 60);
    }

    assertThat(recorder.formats)
        .hasSize(2)
        .hasAtLeastOneElementOfType(H264.class)
        .hasAtLeastOneElementOfType(Aac.class);
    assertThat(files.unitsOf(UnitSyntax.H264, pictures, "h264"))
        .containsSubsequence(List.copyOf(recorder.units));
    assertThat(EncodedFiles.packetsOf(sound)).containsAll(recorder.sounds);
  }

  @Test
  void picturesStayPictures() throws Exception {
    try (Served served = Served.cameras("door=test:?size=320x180&fps=20")) {
      watch(served, camera -> recorder.formats.size() == 1 && camera.state() instanceof Live);
    }

    assertThat(recorder.formats).containsExactly(new Jpeg(320, 180));
  }

  @Test
  void whyTheCameraFailsIsWhatTheServerSays() throws Exception {
    try (Served served = Served.cameras("door=push:")) {
      watch(
          served,
          camera ->
              camera.state() instanceof Retrying retrying
                  && retrying.reason().startsWith("nobody publishes to this camera"));
    }
  }

  private void watch(Served served, Predicate<Camera> until) throws Exception {
    ServerRecord record = new ServerRecord(URI.create(served.url("")), "key");
    try (var sender = ServerClient.newSender();
        Sources sources = new Sources(Config.of(Map.of()).drivers());
        RemoteCameras cameras =
            new RemoteCameras(
                new ServerClient(sender, () -> record), sources, CameraSystem.open())) {
      Camera camera = cameras.find("door").orElseThrow();
      try (Subscription _ = camera.stream().join(recorder, Runnable::run)) {
        await().atMost(PATIENCE).until(() -> until.test(camera));
      }
    }
  }

  private static final class Recorder implements Viewer {
    final Set<TrackFormat> formats = ConcurrentHashMap.newKeySet();
    final List<String> units = new CopyOnWriteArrayList<>();
    final List<String> sounds = new CopyOnWriteArrayList<>();

    @Override
    public DeliveryPolicy policy() {
      return new DeliveryPolicy.Queue(32 << 20, Duration.ofMinutes(1));
    }

    @Override
    public void show(Frame frame, Subscription subscription) {
      if (!frame.placeholder()) {
        formats.add(frame.format());
      }
      if (frame.format() instanceof H264) {
        NalUnits.behindLengths(
            frame.data(), NalUnits.PREFIX_BYTES, unit -> units.add(EncodedFiles.hash(unit)));
      } else if (!frame.track().isVideo()) {
        sounds.add(EncodedFiles.hash(frame.data()));
      }
      subscription.ready();
    }
  }
}
