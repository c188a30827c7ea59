package io.zoetrope.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of a payload before its task is taken. */
final class CheckTest {
  @TempDir private Path data;
  private RecordingBench bench;

  @BeforeEach
  void open() {
    bench = new RecordingBench(data, data.resolve("results"), data.resolve("no-ffmpeg"));
    bench.camera(
        "door",
        frames ->
            () -> {
              throw new IOException("opened");
            });
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "snapshot | {'camera':'door'} |",
        "snapshot | {'camera':'door','width':640,'quality':80} |",
        "clip | {'camera':'door','seconds':1} |",
        "clip | {'camera':'door','seconds':3600,'format':'copy'} |",
        "timelapse | {'camera':'door','interval':'10s','for':'8h'} |",
        "timelapse | {'camera':'door','interval':'1d','until':'2999-01-01T00:00:00+01:00','fps':60} | A time-lapse takes at most 366 days.",
        "hook | {'anything':1} |",
        "snapshot | [] | The payload is an object, as in {\"camera\": \"door\"}.",
        "snapshot | {} | The payload names no camera: \"camera\": \"ID\".",
        "snapshot | {'camera':7} | camera is a text, not 7.",
        "snapshot | {'camera':'window'} | There is no camera 'window'.",
        "snapshot | {'camera':'door','size':1} | The payload has a field 'size' that is not known; there are camera, width, quality.",
        "snapshot | {'camera':'door','width':0} | width is a whole number from 1 to 3840, not 0.",
        "clip | {'camera':'door'} | The payload does not say how long the clip is: \"seconds\": 1 to 3600.",
        "clip | {'camera':'door','seconds':3601} | seconds is a whole number from 1 to 3600, not 3601.",
        "clip | {'camera':'door','seconds':1.5} | seconds is a whole number from 1 to 3600, not 1.5.",
        "clip | {'camera':'door','seconds':9,'format':'avi'} | format is h264 or copy, not 'avi'.",
        "timelapse | {'camera':'door','interval':'fast','for':'8h'} | interval is a duration such as 500ms, 10s, 2m, 1h or 7d, not 'fast'.",
        "timelapse | {'camera':'door','interval':'1ms','for':'8h'} | interval is from 100ms to 1d.",
        "timelapse | {'camera':'door','interval':'1s'} | The payload says when the time-lapse ends by one of \"until\": \"2026-11-22T06:00:00Z\" and \"for\": \"8h\".",
        "timelapse | {'camera':'door','interval':'1s','until':'2020-01-01T00:00:00Z'} | until is over: name a time to come.",
        "timelapse | {'camera':'door','interval':'100ms','for':'300d'} | A time-lapse has at most 1000000 pictures: choose a longer interval.",
        "timelapse | {'camera':'door','interval':'1s','until':'soon'} | until is a time such as 2026-11-22T06:00:00Z, not 'soon'."
      })
  void everyFaultIsReported(String kind, String payload, @Nullable String fault) {
    assertThat(bench.recordings().check(kind, RecordingBench.json(payload.replace('\'', '"'))))
        .isEqualTo(Optional.ofNullable(fault));
  }
}
