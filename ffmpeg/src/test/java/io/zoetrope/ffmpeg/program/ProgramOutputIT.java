package io.zoetrope.ffmpeg.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProgramOutputIT {
  private static final Duration LONG = Duration.ofSeconds(30);

  @Test
  void outputAndErrorsAreRead() throws Exception {
    assertThat(shell("echo one; echo two >&2; exit 3", LONG))
        .contains(new ProgramOutput(3, "one\ntwo\n"));
  }

  @Test
  void moreOutputThanAPipeHoldsDoesNotBlock() throws Exception {
    assertThat(shell("head -c 300000 /dev/zero", LONG))
        .map(output -> output.text().length())
        .contains(300_000);
  }

  @Test
  void aProgramThatTakesTooLongIsKilled() throws Exception {
    assertThat(shell("exec sleep 1000", Duration.ofMillis(100))).isEmpty();
    assertThat(
            ProcessHandle.current()
                .descendants()
                .filter(each -> commandOf(each).contains("sleep 1000")))
        .allSatisfy(each -> assertThat(each.onExit()).succeedsWithin(LONG));
  }

  @Test
  void aMissingProgramIsAFailure() {
    assertThatThrownBy(() -> ProgramOutput.of(new ProcessBuilder("/nowhere/program"), LONG))
        .isInstanceOf(IOException.class);
  }

  private static Optional<ProgramOutput> shell(String script, Duration atMost) throws Exception {
    return ProgramOutput.of(new ProcessBuilder("sh", "-c", script), atMost);
  }

  private static String commandOf(ProcessHandle process) {
    return process.info().commandLine().orElse("");
  }
}
