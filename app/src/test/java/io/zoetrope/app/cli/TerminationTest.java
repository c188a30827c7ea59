package io.zoetrope.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class TerminationTest {

  @Test
  void aSignalClosesTheServiceOnceAndIsASuccess() throws Exception {
    Termination termination = Termination.listen();
    AtomicInteger closed = new AtomicInteger();
    termination.closes(closed::incrementAndGet);
    assertThat(termination.await(Duration.ZERO)).isFalse();
    terminate();
    assertThat(termination.await(Duration.ofSeconds(10))).isTrue();
    assertThat(termination.await()).isZero();
    assertThat(termination.await()).isZero();
    assertThat(closed).hasValue(1);
  }

  @Test
  void aFailedCloseIsAFailure() throws Exception {
    Termination termination = Termination.listen();
    termination.closes(() -> {
      throw new IOException("the device hangs");
    });
    terminate();
    assertThat(termination.await()).isEqualTo(CommandLineRunner.FAILED);
  }

  @Test
  void aSlowCloseReportsItsDuration() {
    assertThat(Termination.after(Duration.ofMillis(999))).isEmpty();
    assertThat(Termination.after(Duration.ofMillis(3_240))).isEqualTo(" after 3.2 seconds");
  }

  private static void terminate() throws Exception {
    String self = String.valueOf(ProcessHandle.current().pid());
    assertThat(new ProcessBuilder("kill", "-TERM", self).start().waitFor()).isZero();
  }
}
