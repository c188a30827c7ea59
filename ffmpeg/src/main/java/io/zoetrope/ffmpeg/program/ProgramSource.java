package io.zoetrope.ffmpeg.program;

import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.TrackKinds;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.core.source.SilenceTimer;
import io.zoetrope.core.source.SourceEndedException;
import io.zoetrope.core.time.Timekeeper;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Pictures that a program writes. One thread reads; any thread may close, which ends the program.
 */
public final class ProgramSource implements FrameSource {
  /** Shorter than what viewers are made to wait, so that they read what the program said. */
  private static final Duration FIRST_PICTURE = Duration.ofSeconds(9);

  private static final Duration LAST_WORDS = Duration.ofSeconds(1);
  private static final Pattern SYSTEMS_REASON = Pattern.compile("\\(([^()]*)\\)\\s*$");
  private static final int LINES_KEPT = 12;
  private static final int LINES_SHOWN = 3;
  private static final int CHARS_SHOWN = 300;

  /**
   * What runs, under a name for people. {@code meaning} makes a sentence of its last lines if it
   * can, {@code masked} takes out of them what nobody should read.
   */
  public record Program(
      String name,
      List<String> command,
      Function<List<String>, Optional<String>> meaning,
      Function<String, String> masked) {}

  @FunctionalInterface
  public interface Opener {
    FrameSource open(InputStream output) throws IOException, InterruptedException;
  }

  private final Program program;
  private final Opener opener;
  private final LastLines lines = new LastLines(LINES_KEPT);
  private final ChildProcess child;
  private final Timekeeper.Timer silence;
  private volatile @Nullable FrameSource pictures; // set by the reading thread only
  private volatile boolean delivered;
  private volatile boolean silent;
  private volatile boolean closed;
  private boolean complete; // used by the reading thread only

  public ProgramSource(Program program, Timekeeper time, Opener opener) throws IOException {
    this.program = program;
    this.opener = opener;
    this.child = start(program, lines);
    this.silence = SilenceTimer.start(time, FIRST_PICTURE, this::giveUp);
  }

  @Override
  public Frame read() throws IOException, InterruptedException {
    try {
      FrameSource open = pictures;
      if (open == null) {
        open = opener.open(child.output());
        pictures = open;
        if (closed) {
          open.close();
        }
      }
      Frame frame = open.read();
      if (!delivered) {
        delivered = true;
        silence.cancel();
      }
      return frame;
    } catch (IOException e) {
      String reason = explain(e);
      throw complete ? new SourceEndedException(reason) : new IOException(reason, e);
    }
  }

  @Override
  public String description() {
    FrameSource open = pictures;
    return open == null ? "" : open.description();
  }

  @Override
  public Optional<Boolean> passesThrough() {
    FrameSource open = pictures;
    return open == null ? Optional.empty() : open.passesThrough();
  }

  @Override
  public Optional<TrackKinds> trackKinds() {
    FrameSource open = pictures;
    return open == null ? Optional.empty() : open.trackKinds();
  }

  @Override
  public void close() {
    closed = true;
    silence.cancel();
    child.askToEnd();
    FrameSource open = pictures;
    if (open != null) {
      open.close();
    }
    child.close();
  }

  private static ChildProcess start(Program program, LastLines lines) throws IOException {
    try {
      return new ChildProcess(
          new ProcessBuilder(program.command()).redirectInput(ChildProcess.nothing()),
          "program",
          lines,
          Long.MAX_VALUE);
    } catch (IOException e) {
      Matcher reason = SYSTEMS_REASON.matcher(String.valueOf(e.getMessage()));
      throw new IOException(
          "the program '%s' does not start: %s"
              .formatted(
                  program.name(),
                  reason.find()
                      ? reason.group(1)
                      : program.masked().apply(String.valueOf(e.getMessage()))),
          e);
    }
  }

  /** On the timers' thread. */
  private void giveUp() {
    if (!delivered) {
      silent = true;
      // The reading thread sees the end of the output.
      child.askToEnd();
      Thread.startVirtualThread(child::close);
    }
  }

  private String explain(IOException cause) throws InterruptedException {
    OptionalInt exitCode = closed || silent ? OptionalInt.empty() : child.awaitExitCode(LAST_WORDS);
    // Looked at last, as either may have come during the wait.
    if (closed) {
      return "the source was closed";
    }
    if (silent) {
      return "the program '%s' has shown no picture within %d seconds%s"
          .formatted(program.name(), FIRST_PICTURE.toSeconds(), lastWords());
    }
    Optional<String> meaning = program.meaning().apply(lines.get());
    if (exitCode.orElse(0) != 0) {
      return meaning.orElseGet(() -> explain(exitCode.getAsInt()));
    }
    boolean itsOwnWords = !(cause instanceof EOFException || cause instanceof SourceEndedException);
    if (itsOwnWords) {
      return program.name() + ": " + cause.getMessage();
    }
    complete = delivered && exitCode.isPresent();
    return "the program '%s' %s%s%s"
        .formatted(
            program.name(),
            exitCode.isPresent() ? "has ended" : "has closed its output",
            delivered ? "" : " without a picture",
            lastWords());
  }

  private String explain(int exitCode) {
    return "the program '%s' %s"
        .formatted(
            program.name(),
            ChildProcess.signal(exitCode)
                .orElseGet(() -> "has ended with exit code " + exitCode + lastWords()));
  }

  private String lastWords() {
    List<String> all = lines.get();
    String last =
        program
            .masked()
            .apply(
                String.join(" / ", all.subList(Math.max(0, all.size() - LINES_SHOWN), all.size())));
    if (last.isEmpty()) {
      return "";
    }
    return ": "
        + (last.length() > CHARS_SHOWN ? "…" + last.substring(last.length() - CHARS_SHOWN) : last);
  }
}
