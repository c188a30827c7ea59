package io.zoetrope.ffmpeg;

import io.zoetrope.core.source.DriverContext;
import io.zoetrope.core.source.OneTimeWork;
import io.zoetrope.ffmpeg.program.CacheFolder;
import io.zoetrope.ffmpeg.program.ProgramOutput;
import io.zoetrope.ffmpeg.program.ProgramPath;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the FFmpeg to use: the user's, the bundled or the system's. Any thread; takes a second. */
public final class FfmpegProgram {
  public static final String SETTING = "ffmpeg";

  private static final Pattern MISSING_LIBRARY =
      Pattern.compile("(lib\\S+\\.so[.\\d]*): cannot open shared object");

  private static final Duration TRIAL = Duration.ofSeconds(10);

  /** Unpacking takes a second, or a minute on a slow card. */
  private static final OneTimeWork<Path> FOUND =
      new OneTimeWork<>(
          "unpacking FFmpeg", Duration.ofMinutes(5), () -> search(CacheFolder.ofUser()));

  private FfmpegProgram() {}

  public static void check(DriverContext context) throws IOException {
    Optional<String> named = context.setting(SETTING);
    if (named.isPresent()) {
      Path _ = program(Path.of(named.get()));
    }
  }

  /** The program to use; if none works, the exception says what to install. */
  public static Path find(Optional<Path> named) throws IOException, InterruptedException {
    return named.isPresent() ? program(named.get()) : FOUND.await();
  }

  private static Path program(Path named) throws IOException {
    if (!ProgramPath.isProgram(named)) {
      throw new IOException("--ffmpeg: there is no program at '%s'".formatted(named));
    }
    return named;
  }

  static Path find(DriverContext context) throws IOException, InterruptedException {
    return find(context.setting(SETTING).map(Path::of));
  }

  static Path search(Path caches) throws IOException, InterruptedException {
    List<String> faults = new ArrayList<>();
    for (Optional<Path> candidate : List.of(bundled(caches, faults), ProgramPath.find("ffmpeg"))) {
      if (candidate.isPresent() && works(candidate.get(), faults, TRIAL)) {
        return candidate.get();
      }
    }
    throw new IOException(
        "there is no working FFmpeg: install one (Debian: apt install ffmpeg) or name it with --ffmpeg PATH"
            + (faults.isEmpty() ? "" : " (" + String.join("; ", faults) + ")"));
  }

  private static Optional<Path> bundled(Path caches, List<String> faults) {
    try {
      return BundledFfmpeg.unpack(caches);
    } catch (IOException e) {
      faults.add("the bundled one cannot be unpacked: " + e);
      return Optional.empty();
    }
  }

  static boolean works(Path program, List<String> faults, Duration patience)
      throws InterruptedException {
    try {
      Optional<ProgramOutput> said =
          ProgramOutput.of(new ProcessBuilder(program.toString(), "-version"), patience);
      if (said.isEmpty()) {
        faults.add("%s does not answer".formatted(program));
        return false;
      }
      if (said.get().exitCode() == 0) {
        return true;
      }
      Matcher missing = MISSING_LIBRARY.matcher(said.get().text());
      faults.add(
          missing.find()
              ? "the bundled one needs %s, which this machine does not have"
                  .formatted(missing.group(1))
              : "%s does not run".formatted(program));
    } catch (IOException e) {
      faults.add("%s does not start".formatted(program));
    }
    return false;
  }
}
