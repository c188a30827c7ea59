package io.zoetrope.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.zoetrope.app.Served;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What leaves a source arrives in stream.mp4, byte by byte. */
@Tag("full")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SentBytesIT {
  private static final Duration WATCHED = Duration.ofSeconds(3);

  /** Long enough for each size of the source whose size changes. */
  private static final Duration RESIZED = Duration.ofSeconds(9);

  private Path folder;
  private PlaybackSources sources;

  @BeforeAll
  void start(@TempDir Path temporary) throws Exception {
    folder = temporary;
    sources = new PlaybackSources(folder);
  }

  @AfterAll
  void stop() {
    sources.close();
  }

  @ParameterizedTest
  @EnumSource
  void everyUnitAndSoundIsTheSourcesOwn(PlaybackSource source) throws Exception {
    Mp4Content watched = watch(source);
    List<String> units = new ArrayList<>();
    List<String> sounds = new ArrayList<>();
    for (Path file : sources.files(source)) {
      units.addAll(new Mp4Content(file).units(source.isH265()));
      sounds.addAll(new Mp4Content(file).sounds());
    }
    int pictures = watched.fragments(1);
    int heard = watched.fragments(2);

    assertThat(pictures).isGreaterThan(50);
    assertThat(watched.decoded()).isEqualTo(pictures);
    assertThat(new JsonObject(watched.mp4box()))
        .isEqualTo(
            heard == 0 ? JsonObject.of("1", pictures) : JsonObject.of("1", pictures, "2", heard));
    assertRunOf(units, watched.units(source.isH265()));
    if (source.hasSoundForMp4()) {
      assertThat(heard).isGreaterThan(50);
      assertRunOf(sounds, watched.sounds());
    }
  }

  /** These follow each other in what is sent again and again. */
  private static void assertRunOf(List<String> sent, List<String> received) {
    List<String> twice = new ArrayList<>(sent);
    twice.addAll(sent);
    int start = sent.indexOf(received.getFirst());
    assertThat(start).as("the first of %s in %s", received, sent).isNotNegative();
    assertThat(received).isEqualTo(twice.subList(start, start + received.size()));
  }

  /** Whole boxes of some seconds. */
  private Mp4Content watch(PlaybackSource source) throws Exception {
    Duration time = source == PlaybackSource.RTSP_RESIZED ? RESIZED : WATCHED;
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    try (PlaybackSources.Running running = sources.start(source);
        Served served = Served.cameras("camera=" + running.uri());
        InputStream in = open(served)) {
      long end = System.nanoTime() + time.toNanos();
      String box = "";
      while (System.nanoTime() < end || box.equals("moof")) {
        byte[] head = in.readNBytes(8);
        box = new String(head, 4, 4, StandardCharsets.US_ASCII);
        whole.writeBytes(head);
        whole.writeBytes(in.readNBytes(ByteBuffer.wrap(head).getInt() - 8));
      }
    }
    Path file = folder.resolve(source + ".mp4");
    Files.write(file, whole.toByteArray());
    return new Mp4Content(file);
  }

  private static InputStream open(Served served) throws IOException {
    return URI.create(served.url("cameras/camera/stream.mp4")).toURL().openStream();
  }
}
