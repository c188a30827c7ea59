package io.zoetrope.ffmpeg;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** The FFmpeg in a jar on the class path (bytedeco's build), unpacked into the cache folder. */
final class BundledFfmpeg {
  private static final String FOLDER = "org/bytedeco/ffmpeg/" + platform() + "/";

  private static final String UNPACKING = "unpacking-";
  private static final Duration LONGEST_UNPACKING = Duration.ofHours(1);

  private BundledFfmpeg() {}

  /** Unpacks it if it is not there yet; empty when the class path holds none for this machine. */
  static Optional<Path> unpack(Path caches) throws IOException {
    URL program = BundledFfmpeg.class.getClassLoader().getResource(FOLDER + programName());
    if (program == null || !(program.openConnection() instanceof JarURLConnection connection)) {
      return Optional.empty();
    }
    // The jar's name holds its version, so that each version is unpacked to a place of its own.
    Path jar = Path.of(connection.getJarFileURL().getPath()).getFileName();
    Path home = caches.resolve(jar.toString().replace(".jar", ""));
    if (!Files.isExecutable(home.resolve(programName()))) {
      unpack(connection, caches, home);
    }
    return Optional.of(home.resolve(programName()));
  }

  private static void unpack(JarURLConnection connection, Path caches, Path home)
      throws IOException {
    Files.createDirectories(caches);
    deleteLeftovers(caches);
    Path fresh = Files.createTempDirectory(caches, UNPACKING);
    try {
      unpackAll(connection, fresh);
    } catch (IOException e) {
      deleteAll(fresh);
      throw e;
    }
    moveIntoPlace(fresh, home);
  }

  private static void unpackAll(JarURLConnection connection, Path folder) throws IOException {
    JarFile jar = connection.getJarFile();
    for (JarEntry entry : Collections.list(jar.entries())) {
      String name =
          entry.getName().startsWith(FOLDER) ? entry.getName().substring(FOLDER.length()) : "";
      if (name.isEmpty()
          || name.contains("/")
          || name.startsWith("libjni")
          || name.startsWith("ffprobe")) {
        continue;
      }
      Path file = folder.resolve(name);
      Files.copy(jar.getInputStream(entry), file);
      if (name.equals(programName()) && !file.toFile().setExecutable(true)) {
        throw new IOException(
            "the folder %s does not allow programs".formatted(folder.getParent()));
      }
    }
  }

  /** The final name only ever holds whole sets of files, however many processes unpack at once. */
  private static void moveIntoPlace(Path fresh, Path home) throws IOException {
    try {
      Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException | AtomicMoveNotSupportedException e) {
      deleteAll(fresh);
    } catch (IOException e) {
      deleteAll(fresh);
      if (!Files.isExecutable(home.resolve(programName()))) {
        throw e;
      }
    }
  }

  /** What a process has left that was killed while it unpacked; others may be unpacking now. */
  private static void deleteLeftovers(Path caches) throws IOException {
    FileTime old = FileTime.from(Instant.now().minus(LONGEST_UNPACKING));
    try (Stream<Path> all = Files.list(caches)) {
      for (Path left :
          all.filter(path -> String.valueOf(path.getFileName()).startsWith(UNPACKING)).toList()) {
        if (Files.getLastModifiedTime(left).compareTo(old) < 0) {
          deleteAll(left);
        }
      }
    } catch (NoSuchFileException e) {
      // Another process has deleted it, or has just put it in its place.
    }
  }

  private static void deleteAll(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  private static String platform() {
    String architecture =
        switch (System.getProperty("os.arch", "")) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" -> "arm64";
          case String other -> other;
        };
    String system =
        osName().startsWith("mac")
            ? "macosx"
            : osName().startsWith("windows") ? "windows" : "linux";
    return system + "-" + architecture;
  }

  private static String programName() {
    return osName().startsWith("windows") ? "ffmpeg.exe" : "ffmpeg";
  }

  private static String osName() {
    return System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
  }
}
