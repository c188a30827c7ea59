package io.zoetrope.ffmpeg.program;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A program and all that it has started. Since the system forgets whose a process is when its
 * parent ends, they have a mark in their environment, by which they are found on Linux. Any thread.
 */
final class ProcessFamily {
  private static final String VARIABLE = "ZOETROPE_CHILD";
  private static final Path PROC = Path.of("/proc");
  private static final long SERVER_STARTED = System.nanoTime();
  private static final AtomicLong STARTED = new AtomicLong();

  private final Process process;
  private final String mark;

  ProcessFamily(ProcessBuilder builder) throws IOException {
    String value =
        "%d-%x-%d"
            .formatted(ProcessHandle.current().pid(), SERVER_STARTED, STARTED.incrementAndGet());
    builder.environment().put(VARIABLE, value);
    this.mark = VARIABLE + "=" + value + "\0";
    this.process = builder.start();
  }

  Process process() {
    return process;
  }

  /** All that run at this moment, parents before those that they have just started. */
  Set<ProcessHandle> members() {
    Set<ProcessHandle> members = new LinkedHashSet<>();
    members.add(process.toHandle());
    process.descendants().forEach(members::add);
    try (DirectoryStream<Path> all = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path each : all) {
        if (isMarked(each)) {
          handle(each).ifPresent(members::add);
        }
      }
    } catch (IOException e) {
      // Another system than Linux.
    }
    return members;
  }

  private boolean isMarked(Path each) {
    try {
      return Files.readString(each.resolve("environ"), StandardCharsets.ISO_8859_1).contains(mark);
    } catch (IOException e) {
      return false; // Somebody else's, or gone.
    }
  }

  private static Optional<ProcessHandle> handle(Path each) {
    return ProcessHandle.of(Long.parseLong(each.getFileName().toString()));
  }
}
