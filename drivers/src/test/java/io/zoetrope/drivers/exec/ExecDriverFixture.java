package io.zoetrope.drivers.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.base.fixture.ChildProcesses;
import io.zoetrope.core.fixture.DriverBench;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.ffmpeg.fixture.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** What the tests of ExecDriverIT and ExecFailureIT share. */
abstract class ExecDriverFixture {
  final DriverBench bench = new DriverBench();
  final ChildProcesses children = new ChildProcesses();
  final ExecDriver driver = new ExecDriver();
  @TempDir Path folder;

  @AfterEach
  void nothingIsLeft() {
    await("processes have ended").until(() -> children.started().isEmpty());
    await("threads have ended").until(() -> children.logReaders().isEmpty());
    bench.close();
  }

  FrameSource open(String uri) throws Exception {
    return bench.open(driver, uri);
  }

  String script(String body) throws IOException {
    return "exec:" + program(body);
  }

  Path program(String body) throws IOException {
    Path script = Files.writeString(folder.resolve("grab"), "#!/bin/sh\n" + body + "\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    return script;
  }

  static String ffmpeg(Path clip, String output) {
    return "exec:%s -v error -re -i '%s' -c:v copy %s -"
        .formatted(Programs.systemFfmpeg(), clip, output);
  }

  static void readUntilItFails(FrameSource source) throws Exception {
    while (true) {
      source.read().release();
    }
  }
}
