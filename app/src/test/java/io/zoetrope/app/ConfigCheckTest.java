package io.zoetrope.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.app.config.ConfigFile;
import io.zoetrope.app.config.ConfigProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which cameras and schedules prevent the start, and which are only missing at present. */
final class ConfigCheckTest {
  private static final String CAMERA = "cameras: {door: 'test:'}\n";

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          clip, payload: {camera: dor, seconds: 3}  | There is no camera 'dor'.
          clip, payload: {camera: door, secs: 3}    | The payload has a field 'secs' that is not known
          clip, payload: {camera: door}             | does not say how long the clip is
          clip, payload: [door]                     | The payload is an object
          snapshot                                  | The payload names no camera
          snapshot, payload: {camera: door, width: wide} | width is a whole number
          timelapse, payload: {camera: door, interval: 1s} | says when the time-lapse ends
          timelapse, payload: {camera: door, interval: 1h, for: ever} | for is a duration
          export, payload: {table: pictures, format: csv} | table is one of events, tasks
          export, payload: {table: events, form: csv} | The payload has a field 'form'
          plot, payload: {x: 1}                     | There is no task 'plot'; there are snapshot, clip
          """)
  void aScheduleWhoseTaskCanNeverWorkStopsTheStart(String task, String problem) throws IOException {
    String yaml =
        CAMERA + "schedules:\n  night: {cron: '@daily', task: " + task.replace("\\n", "\n") + "}\n";
    assertThat(check(yaml).problems())
        .singleElement()
        .extracting(ConfigProblem::toString)
        .asString()
        .startsWith(folder.resolve("zoetrope.yaml") + ":3: Schedule night: ")
        .contains(problem);
  }

  @Test
  void aValidScheduleIsAccepted() throws IOException {
    assertThat(
            check(
                CAMERA
                    + """
                    redis: redis://192.0.2.9
                    schedules:
                      a: {cron: '@daily', task: clip, payload: {camera: door, seconds: 3}}
                      b: {cron: '@daily', task: export, payload: {table: tasks, format: csv}}
                      c: {cron: '@daily', task: plot, payload: {made: by another program}}
                    """))
        .isEqualTo(new ConfigCheck(List.of(), List.of()));
  }

  @Test
  void exportsNeedACatalog() throws IOException {
    String export = "{cron: '@daily', task: export, payload: {table: tasks, format: csv}}";
    assertThat(check("database: none\nschedules: {n: " + export + "}").problems())
        .singleElement()
        .extracting(ConfigProblem::text)
        .asString()
        .contains("There is nothing to export");
  }

  @Test
  void aMalformedCameraIsAProblemAndAMissingOneIsANote() throws IOException {
    ConfigCheck check =
        check(
            """
            cameras:
              a: 'foo:bar'
              b: 'file:/nowhere.mp4'
              c: 'file:/nowhere.mp4?speed=2'
              d: 'exec:no-such-program'
              e: 'exec:no-such-program "'
              f: 'test:'
            ffmpeg: /nowhere/ffmpeg
            """);
    assertThat(check.problems())
        .extracting(problem -> problem.place().orElseThrow().line())
        .containsExactly(2, 4, 6);
    assertThat(check.notes())
        .containsExactly(
            "Camera b: file: there is no file '/nowhere.mp4'",
            "Camera d: exec: there is no program 'no-such-program' on the PATH");
  }

  @Test
  void aSubStreamIsCheckedAsItsCameraIs() throws IOException {
    ConfigCheck check =
        check(
            """
            cameras:
              a:
                source: 'test:'
                small: 'foo:bar'
              b: {source: 'test:', small: 'file:/nowhere.mp4'}
              c:
                source: 'push:'
                small: 'push:?key=0123456789abcdef'
              d: {source: 'test:', small: 'test:?size=320x180'}
            """);
    assertThat(check.problems())
        .extracting(problem -> problem.place().orElseThrow().line())
        .containsExactly(4, 8);
    assertThat(check.problems().getLast().text())
        .isEqualTo(
            "The sub-stream of camera c: nobody can publish to a sub-stream: make it a camera of its own");
    assertThat(check.notes())
        .containsExactly("The sub-stream of camera b: file: there is no file '/nowhere.mp4'");
  }

  @Test
  void messagesOfDriversAndTasksHideTheValuesOfVariables() throws IOException {
    String yaml =
        """
        cameras:
          a: 'test:?size=${SECRET}'
          b: '${ADDRESS}'
          c: '${SECRET}:x'
          d: 'file:${SECRET}.mp4'
        schedules:
          night: {cron: '@daily', task: snapshot, payload: {camera: '${SECRET}'}}
        """;
    Path file = Files.writeString(folder.resolve("zoetrope.yaml"), yaml);
    Map<String, String> environment =
        Map.of("SECRET", "Sesamoeffne", "ADDRESS", "test:?size=Simsalabim");
    ConfigCheck check = ConfigCheck.of(ConfigFile.read(Optional.of(file), environment, Map.of()));
    assertThat(check.problems()).hasSize(4);
    assertThat(check.notes()).hasSize(1);
    assertThat(check.toString()).doesNotContain("Sesamoeffne", "Simsalabim");
  }

  private ConfigCheck check(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("zoetrope.yaml"), yaml);
    return ConfigCheck.of(ConfigFile.read(Optional.of(file), Map.of(), Map.of()));
  }
}
