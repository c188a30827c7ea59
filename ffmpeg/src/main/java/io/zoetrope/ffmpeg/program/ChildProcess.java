package io.zoetrope.ffmpeg.program;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A child of this process. One thread reads its output; any thread may close it. */
public final class ChildProcess implements AutoCloseable {
  /** Long enough to say goodbye to a camera (RTSP's TEARDOWN), and well below a second. */
  public static final Duration GRACE = Duration.ofMillis(600);

  private static final long MEMORY_WATCH_MILLIS = 200;

  /** More than anybody needs who does not start programs faster than they can be ended. */
  private static final int MOST_ROUNDS = 20;

  private final ProcessFamily family;
  private final Process process;
  private final Thread logReader;
  private volatile boolean outgrown;

  private final Set<ProcessHandle> known = new LinkedHashSet<>(); // guarded by this
  private long askedNanos; // guarded by this

  /**
   * Starts a program, whose threads have this name. It is ended when it and those it has started
   * hold more memory than this, as far as the system says how much that is.
   */
  public ChildProcess(ProcessBuilder program, String name, ProgramLog log, long mostMemoryBytes)
      throws IOException {
    this.family = new ProcessFamily(program);
    this.process = family.process();
    this.logReader =
        Thread.ofPlatform()
            .daemon()
            .name(name + "-log-" + process.pid())
            .start(() -> log.readAll(process.getErrorStream()));
    if (mostMemoryBytes < Long.MAX_VALUE && ProcessMemory.isKnown()) {
      Thread.ofVirtual()
          .name("memory-watch-" + process.pid())
          .start(() -> watchMemory(mostMemoryBytes));
    }
  }

  public static ChildProcess startFfmpeg(
      ProcessBuilder program, ProgramLog log, long mostMemoryBytes) throws IOException {
    try {
      return new ChildProcess(program, "ffmpeg", log, mostMemoryBytes);
    } catch (IOException e) {
      throw new IOException("FFmpeg does not start: " + e.getMessage(), e);
    }
  }

  public long pid() {
    return process.pid();
  }

  /** As in "was killed (signal 9)"; empty where it may be FFmpeg's own, as many above 128 are. */
  public static Optional<String> signal(int exitCode) {
    return switch (exitCode - 128) {
      case 9 -> Optional.of("was killed (signal 9)");
      case 6, 11 -> Optional.of("has crashed (signal %d)".formatted(exitCode - 128));
      default -> Optional.empty();
    };
  }

  public boolean outgrewMemory() {
    return outgrown;
  }

  public static Redirect nothing() {
    boolean windows = System.getProperty("os.name", "").startsWith("Windows");
    return Redirect.from(new File(windows ? "NUL" : "/dev/null"));
  }

  public InputStream output() {
    return process.getInputStream();
  }

  public OutputStream input() {
    return process.getOutputStream();
  }

  /** The exit code, or 128 + signal, once the log was read to its end; empty while it runs. */
  public OptionalInt awaitExitCode(Duration atMost) throws InterruptedException {
    if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
      return OptionalInt.empty();
    }
    logReader.join(Duration.ofSeconds(1));
    return OptionalInt.of(process.exitValue());
  }

  /** Asks it to end, and those it has started if it is a script around others; does not wait. */
  public synchronized void askToEnd() {
    if (askedNanos == 0) {
      askedNanos = System.nanoTime();
      reachAll(ProcessHandle::destroy);
    }
  }

  /** Ends the process and those it has started without asking them; does not wait. */
  public synchronized void kill() {
    askToEnd();
    killAll();
  }

  /**
   * Ends the process and those it has started: they are asked first, unless that was done before,
   * and killed if they do not obey. Returns when they are gone, also on an interrupted thread, as
   * nobody else may open the device before.
   */
  @Override
  public void close() {
    askToEnd();
    boolean interrupted = awaitEnd(asked() + GRACE.toNanos());
    killAll();
    interrupted |= awaitEnd(System.nanoTime() + GRACE.toNanos());
    closeQuietly(process.getInputStream());
    closeQuietly(process.getErrorStream());
    closeQuietly(process.getOutputStream());
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void watchMemory(long most) {
    try {
      while (!process.waitFor(MEMORY_WATCH_MILLIS, TimeUnit.MILLISECONDS)) {
        if (ProcessMemory.bytesOf(process.pid()) > most) {
          outgrown = true;
          kill();
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // Nobody does that.
    }
  }

  private synchronized long asked() {
    return askedNanos;
  }

  private synchronized void killAll() {
    known.forEach(ProcessHandle::destroyForcibly);
    reachAll(ProcessHandle::destroyForcibly);
  }

  /** One may start another just before the signal reaches it, so it looks until none is new. */
  private synchronized void reachAll(Consumer<ProcessHandle> signal) {
    for (int round = 0; round < MOST_ROUNDS; round++) {
      List<ProcessHandle> missed = family.members().stream().filter(known::add).toList();
      if (missed.isEmpty()) {
        return;
      }
      missed.forEach(signal);
    }
  }

  /** Waits for the process and its log. Returns whether the thread was interrupted meanwhile. */
  private boolean awaitEnd(long deadline) {
    boolean interrupted = false;
    while (true) {
      try {
        if (process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
          logReader.join(Duration.ofNanos(deadline - System.nanoTime()));
        }
        return interrupted;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
  }

  private static void closeQuietly(Closeable stream) {
    try {
      stream.close();
    } catch (IOException e) {
      // It is closed all the same.
    }
  }
}
