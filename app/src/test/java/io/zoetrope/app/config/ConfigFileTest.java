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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    assertThat(config.cameras().getLast().source().options()).containsEntry("fps", "30");
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
    assertThat(config.cameras().getFirst().source().text())
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
        .extracting(camera -> camera.source().masked())
        .allSatisfy(
            shown -> assertThat(shown).doesNotContain("se@", "se%40", "cr", "e?t", "#x", "y%"));
    assertThat(config.cameras().getLast().source().options())
        .containsEntry("key", "se@cr/e?t#x&y%1");
    assertThat(config.redis().orElseThrow().masked()).isEqualTo("redis://***@192.0.2.9:6379");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          sever: {port: 1}                        | 1 | there is no setting 'sever'; expected server, cameras, ffmpeg, rpicam, plugins, data, redis, tasks
          server: {prot: 1}                       | 1 | there is no setting 'prot'; expected host, port, renditions, url, names, embed
          server:\\n  url: 192.0.2.5:8080          | 2 | such as http://192.0.2.5:8080
          server:\\n  port: eighty                | 2 | port should be a number from 0 to 65535, not 'eighty'
          server:\\n  port: 70000                 | 2 | port should be a number from 0 to 65535, not '70000'
          server:\\n  names: [a.b, 'a b']         | 2 | 'a b' is not the name of a server, such as cameras.example.org
          server:\\n  names: http://cams.test    | 2 | 'http://cams.test' is not the name of a server
          server:\\n  names: 'cams.test:8080'    | 2 | 'cams.test:8080' is not the name of a server
          server:\\n  names: ['*.cams.test']     | 2 | '*.cams.test' is not the name of a server
          server:\\n  embed: dashboard.test      | 2 | 'dashboard.test' is not the origin of a page: use one such as https://dashboard.example.org
          server:\\n  embed: ["http://a.b/c"]    | 2 | 'http://a.b/c' is not the origin of a page
          server:\\n  embed: ["http://a.b; x"]   | 2 | 'http://a.b; x' is not the origin of a page
          server: here                            | 1 | 'server' must hold keys and values of its own
          cameras:\\n  a b: 'test:'               | 2 | 'a b' cannot name a camera
          cameras:\\n\\n  door: clip.mp4          | 3 | 'clip.mp4' is not a camera URI
          cameras:\\n  door:\\n    linger: 3s     | 2 | the camera has no source
          cameras:\\n  d:\\n    source: 'test:'\\n    linger: soon | 4 | linger should be a duration such as 500ms, 10s, 2m, 1h or 7d, not 'soon'
          cameras:\\n  d:\\n    sorce: 'test:'    | 3 | there is no setting 'sorce'; expected source, name, linger, overlay
          cameras:\\n  d:\\n    source: 'test:'\\n    overlay: '{tmie}' | 4 | an overlay knows {name} and {time}, not '{tmie}'; expected true, false, or a text such as
          cameras:\\n  d:\\n    source: 'test:'\\n    overlay: ' ' | 4 | an overlay is one line
          server:\\n  renditions: -1          | 2 | renditions should be a number from 0 to 1000, not '-1'
          cameras:\\n  d: [1, 2]                  | 2 | 'd' must hold keys and values of its own
          cameras:\\n  d: 'test:'\\n  d: 'test:'  | 3 | 'd' is here a second time
          cameras:\\n  d: 'rtsp://${NOT_SET}@h/'  | 2 | the environment has no variable 'NOT_SET'
          cameras: {d: 'test:'                    | 1 | not valid YAML
          - a list                                | 1 | expected keys and values
          """)
  void errorsNameTheLineAndWhatWasExpected(String yaml, int line, String problem) {
    assertThatExceptionOfType(BadConfigException.class)
        .isThrownBy(() -> read(yaml.replace("\\n", "\n")))
        .withMessageContaining("zoetrope.yaml:" + line + ": ")
        .withMessageContaining(problem);
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
