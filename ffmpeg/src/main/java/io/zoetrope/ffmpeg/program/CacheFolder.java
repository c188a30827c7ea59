package io.zoetrope.ffmpeg.program;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where natives that come in jars are unpacked to. Any thread. */
public final class CacheFolder {

  private CacheFolder() {}

  public static Path ofUser() throws IOException {
    return of(
            System.getenv(),
            System.getProperty("user.home", ""),
            System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("mac"))
        .orElseThrow(() ->
            new IOException(
                "this user has no home folder to unpack programs to: set XDG_CACHE_HOME to a folder that it may write to"));
  }

  static Optional<Path> of(Map<String, String> environment, String userHome, boolean mac) {
    List<String> below = mac ? List.of("Library", "Caches") : List.of(".cache");
    // A service may have several folders; each is its own already.
    String ofService = environment.getOrDefault("CACHE_DIRECTORY", "").split(":", 2)[0];
    return Stream.of(
            folder(ofService),
            folder(environment.get("XDG_CACHE_HOME")).map(caches -> caches.resolve("zoetrope")),
            inHome(environment.get("HOME"), below),
            // Java asks the system, which knows no home of some service users and says "?".
            inHome(userHome, below))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<Path> inHome(@Nullable String home, List<String> below) {
    return folder(home).map(path -> path.resolve(String.join("/", below)).resolve("zoetrope"));
  }

  /** Empty when it is not set, or not an absolute path. */
  private static Optional<Path> folder(@Nullable String text) {
    try {
      return Optional.ofNullable(text).map(Path::of).filter(Path::isAbsolute);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
