package io.zoetrope.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.base.fixture.ChildProcesses;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** The processes, threads and descriptors that were not there when this was made. */
final class Leftovers {
  /** What the JDK keeps for itself and gives up, or not, when it likes. */
  private static final String JDK_OWN =
      "process reaper|ForkJoinPool.*|Common-Cleaner|VirtualThread.*|Attach Listener|Signal.*"
          + "|HTTP-Dispatcher|idle-timeout-task|timer.*|Read-Poller|Write-Poller|Java2D.*|AWT.*";

  private final ChildProcesses children = new ChildProcesses();
  private final Set<Thread> threadsBefore = threads();
  private final long descriptorsBefore = ChildProcesses.openDescriptors();

  void awaitNone() {
    await("processes").untilAsserted(() -> assertThat(children.started()).isEmpty());
    await("threads").untilAsserted(() -> assertThat(newThreads()).isEmpty());
    await("descriptors")
        .untilAsserted(() ->
            assertThat(ChildProcesses.openDescriptors()).isLessThanOrEqualTo(descriptorsBefore));
  }

  private Set<Thread> newThreads() {
    Set<Thread> started = new HashSet<>(threads());
    started.removeAll(threadsBefore);
    return started;
  }

  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !thread.getName().matches(JDK_OWN))
        .filter(thread -> !thread.getName().startsWith("awaitility"))
        .collect(Collectors.toSet());
  }
}
