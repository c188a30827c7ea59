package io.zoetrope.ffmpeg.program;

import io.zoetrope.base.ForeignCode;
import io.zoetrope.base.Outcome.Returned;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** What a short program wrote, errors included, and how it ended. */
public record ProgramOutput(int exitCode, String text) {

  /** Runs a program to its end; empty when it took longer than this, and was killed. */
  public static Optional<ProgramOutput> of(ProcessBuilder program, Duration atMost)
      throws IOException, InterruptedException {
    Process process =
        program.redirectInput(ChildProcess.nothing()).redirectErrorStream(true).start();
    try {
      return new ForeignCode("A program")
                  .callWithin(
                      atMost,
                      () -> {
                        byte[] text = process.getInputStream().readAllBytes();
                        return new ProgramOutput(
                            process.waitFor(), new String(text, StandardCharsets.UTF_8));
                      })
              instanceof Returned<ProgramOutput>(ProgramOutput output)
          ? Optional.of(output)
          : Optional.empty();
    } finally {
      process.destroyForcibly();
    }
  }
}
