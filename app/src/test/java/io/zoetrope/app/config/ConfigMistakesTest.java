package io.zoetrope.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said about each mistake alone. */
final class ConfigMistakesTest {

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
          cameras:\\n  d:\\n    sorce: 'test:'    | 3 | there is no setting 'sorce'; expected source, small, name, linger, overlay
          cameras:\\n  d:\\n    source: 'test:'\\n    overlay: '{tmie}' | 4 | an overlay knows {name} and {time}, not '{tmie}'; expected true, false, or a text such as
          cameras:\\n  d:\\n    source: 'test:'\\n    overlay: ' ' | 4 | an overlay is one line
          server:\\n  renditions: -1          | 2 | renditions should be a number from 0 to 1000, not '-1'
          cameras:\\n  d: [1, 2]                  | 2 | 'd' must hold keys and values of its own
          cameras:\\n  d: 'test:'\\n  d: 'test:'  | 3 | 'd' is here a second time
          cameras:\\n  d: 'rtsp://${NOT_SET}@h/'  | 2 | the environment has no variable 'NOT_SET'
          cameras: {d: 'test:'                    | 1 | not valid YAML
          - a list                                | 1 | expected keys and values
          redis: here                              | 1 | 'here' is not the URI of a Redis, such as redis://
          redis: 'http://192.0.2.9'                | 1 | is not the URI of a Redis
          redis: {uri: 'redis://h', prefix: 'a b'} | 1 | 'a b' is not a prefix for the keys of Redis
          redis: {prefix: 'x:'}                    | 1 | the Redis has no uri
          tasks:\\n  slots: many                   | 2 | slots should be a number from 0 to 1000, not 'many'
          tasks:\\n  slot: 1                       | 2 | there is no setting 'slot'; expected slots, capacity
          results:\\n  keep: ever                  | 2 | keep should be a duration such as 500ms, 10s, 2m, 1h or 7d, not 'ever'
          results:\\n  size: 10                    | 2 | size should be an amount such as 500KB, 500MB, 10GB or 1TB, not '10'
          schedules:\\n  d: soon                   | 2 | 'd' must hold keys and values of its own
          schedules:\\n  d: {task: clip}           | 2 | the schedule has no cron
          schedules:\\n  d: {cron: '0 6 * * *'}    | 2 | the schedule has no task
          schedules:\\n  a b: {cron: '0 6 * * *', task: clip} | 2 | 'a b' cannot name a schedule
          schedules:\\n  d:\\n    cron: '0 6 * * *'\\n    task: A | 4 | A kind of task is named by
          schedules:\\n  d:\\n    cron: '0 6 * * *'\\n    task: a\\n    options: {priority: top} | 5 | priority should be high, normal or low, not 'top'
          webhooks:\\n  h: {secret: x}             | 2 | the webhook has no url
          webhooks:\\n  h:\\n    url: 'ftp://h/'   | 3 | url should be an http: or https: URL such as http://192.0.2.5:8080, not 'ftp://h/'
          webhooks:\\n  h: {url: 'http:///x'}    | 2 | url should be an http: or https: URL such as http://192.0.2.5:8080, not 'http://
          webhooks:\\n  h: {url: example.org}    | 2 | url should be an http: or https: URL such as http://192.0.2.5:8080, not 'example.org'
          webhooks:\\n  h:\\n    url: 'http://my_h:70000/' | 3 | url should be an http: or https: URL such as http://192.0.2.5:8080, not 'http://my_h:70000/'
          webhooks:\\n  h:\\n    url: 'http://h/'\\n    events: [task, all] | 4 | events should be one or more of camera.trouble, task.ended, camera, viewers, task, not 'task, all'
          webhooks:\\n  h: {url: 'http://h/', events: []} | 2 | events should be one or more of camera.trouble
          database: here                               | 1 | This is not the address of a database. Write jdbc:sqlite:PATH or
          data: x\\ndatabase: 'mysql://me:s3cret@h/d'  | 2 | This is not the address of a database
          database: {file: x}                          | 1 | 'database' must be a single value
          catalog:\\n  keep: ever                      | 2 | keep should be a duration such as 500ms, 10s
          catalog:\\n  kept: 1d                        | 2 | there is no setting 'kept'; expected keep
          """)
  void errorsNameTheLineAndWhatWasExpected(
      String yaml, int line, String problem, @TempDir Path folder) throws IOException {
    Path file = folder.resolve("zoetrope.yaml");
    Files.writeString(file, yaml.replace("\\n", "\n"));
    assertThatExceptionOfType(BadConfigException.class)
        .isThrownBy(() ->
            ConfigFile.read(Optional.of(file), Map.of("PASSWORD", "s3cret"), Map.of()).orThrow())
        .withMessageContaining("zoetrope.yaml:" + line + ": ")
        .withMessageContaining(problem)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("s3cret"));
  }
}
