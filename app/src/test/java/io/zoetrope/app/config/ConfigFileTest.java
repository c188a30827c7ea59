package io.zoetrope.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.zoetrope.core.camera.CameraName;
import io.zoetrope.core.overlay.OverlayText;
import io.zoetrope.web.hosts.FrameAncestors;
import io.zoetrope.web.hosts.HostName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigFileTest {
  @TempDir private Path folder;

  @Test
  void readsTheServerAndTheCamerasInOrder() throws IOException {
    Config config =
        read(
            """
            server: {host: 0.0.0.0, port: 9000, renditions: 3}
            cameras:
              door: rtsp://user:secret@192.0.2.7/stream1
              bench:
                source: v4l2:/dev/video0?size=1280x720&fps=30
                linger: 30s
            ffmpeg: /opt/ffmpeg
            """);
    assertThat(config.server())
        .isEqualTo(
            new ServerConfig(
                "0.0.0.0",
                9000,
                3,
                Optional.empty(),
                Config.of(Map.of()).server().names(),
                FrameAncestors.SELF));
    assertThat(config.cameras()).extracting(CameraConfig::id).containsExactly("door", "bench");
    assertThat(config.cameras().getLast().source().uri().options()).containsEntry("fps", "30");
    assertThat(config.cameras())
        .extracting(CameraConfig::linger)
        .containsExactly(Duration.ofSeconds(10), Duration.ofSeconds(30));
    assertThat(config.drivers().ffmpeg()).contains(Path.of("/opt/ffmpeg"));
  }

  @Test
  void aCameraCanHaveADisplayName() throws IOException {
    Config config =
        read(
            """
            cameras:
              door:
                source: 'test:'
                name: Front door
              yard: {source: 'test:', name: "חצר"}
              bench: 'test:'
            """);
    assertThat(config.cameras())
        .extracting(CameraConfig::name)
        .containsExactly(
            new CameraName("door", "Front door"),
            new CameraName("yard", "חצר"),
            new CameraName("bench"));
  }

  @Test
  void aServerAnswersToItsNamesAndTheOneInItsUrl() throws IOException {
    ServerConfig server =
        read("server: {names: [Cams.Example.org., müller.example], url: 'http://proxy.example:81'}")
            .server();
    assertThat(server.names().names())
        .extracting(HostName::text)
        .containsExactlyInAnyOrder("cams.example.org", "xn--mller-kva.example", "proxy.example");
    assertThat(read("server: {url: 'http://zoe_trope:8080'}").server().names().names())
        .extracting(HostName::text)
        .containsExactly("zoe_trope");
    assertThat(read("server: {names: nas.example.org}").server().names().names()).hasSize(1);
  }

  @Test
  void namedOriginsMayEmbedPages() throws IOException {
    assertThat(
            read("server: {embed: ['https://Dash.example.org/', 'http://my_grafana:3000']}")
                .server()
                .embed()
                .origins())
        .containsExactly("https://dash.example.org", "http://my_grafana:3000");
  }

  @Test
  void missingKeysHaveDefaults() throws IOException {
    assertThat(read("")).isEqualTo(Config.of(Map.of()));
    assertThat(read("server:\ncameras:\n")).isEqualTo(Config.of(Map.of()));
    assertThat(read("server: {port: 81}")).isEqualTo(Config.of(Map.of("server.port", "81")));
  }

  @Test
  void anOverlayIsTheDefaultATextOrNone() throws IOException {
    Config config =
        read(
            """
            cameras:
              a: {source: 'test:', overlay: true}
              b: {source: 'test:', overlay: 'Gate {name}'}
              c: {source: 'test:', overlay: false}
              d: {source: 'test:'}
            """);
    assertThat(config.cameras())
        .extracting(CameraConfig::overlay)
        .containsExactly(
            Optional.of(OverlayText.NAME_AND_TIME),
            Optional.of(new OverlayText("Gate {name}")),
            Optional.empty(),
            Optional.empty());
  }

  @Test
  void readsSecretsFromTheEnvironment() throws IOException {
    Config config = read("cameras: {door: 'rtsp://me:${PASSWORD}@192.0.2.7/'}");
    assertThat(config.cameras().getFirst().source().uri().text())
        .isEqualTo("rtsp://me:s3cret@192.0.2.7/");
  }

  @Test
  void noPartOfAPasswordIsShown() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("zoetrope.yaml"),
            """
            cameras:
              a: 'rtsp://me:${P}@192.0.2.7/live'
              b: 'http://192.0.2.7/video?user=me&password=${P}'
              c: 'push:?key=${P}'
            redis: 'redis://:${P}@192.0.2.9:6379'
            """);
    Config config =
        ConfigFile.read(Optional.of(file), Map.of("P", "se@cr/e?t#x&y%1"), Map.of()).orThrow();
    assertThat(config.cameras())
        .extracting(camera -> camera.source().uri().masked())
        .allSatisfy(
            shown -> assertThat(shown).doesNotContain("se@", "se%40", "cr", "e?t", "#x", "y%"));
    assertThat(config.cameras().getLast().source().uri().options())
        .containsEntry("key", "se@cr/e?t#x&y%1");
    assertThat(config.redis().orElseThrow().masked()).isEqualTo("redis://***@192.0.2.9:6379");
  }

  @Test
  void aMissingFileIsReported() {
    assertThatExceptionOfType(BadConfigException.class)
        .isThrownBy(
            () -> ConfigFile.read(Optional.of(folder.resolve("absent.yaml")), Map.of(), Map.of()))
        .withMessageContaining("There is no configuration file")
        .withMessageContaining("absent.yaml");
  }

  @Test
  void errorsShowNoPassword() {
    assertThatExceptionOfType(BadConfigException.class)
        .isThrownBy(() -> read("cameras: {door: '//me:s3cret@192.0.2.7/'}"))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("s3cret"));
  }

  private Config read(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("zoetrope.yaml"), yaml);
    return ConfigFile.read(Optional.of(file), Map.of("PASSWORD", "s3cret"), Map.of()).orThrow();
  }
}
