package io.zoetrope.ffmpeg.program;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

public final class ProgramPath {

  private ProgramPath() {}

  public static Optional<Path> find(String name) {
    try {
      if (name.indexOf('/') >= 0 || name.indexOf(File.separatorChar) >= 0) {
        return Optional.of(Path.of(name)).filter(ProgramPath::isProgram);
      }
      String path = System.getenv().getOrDefault("PATH", "");
      for (String folder : path.split(Pattern.quote(File.pathSeparator), -1)) {
        Path candidate = Path.of(folder.isEmpty() ? "." : folder, name);
        if (isProgram(candidate)) {
          return Optional.of(candidate);
        }
      }
      return Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  public static boolean isProgram(Path path) {
    return Files.isExecutable(path) && !Files.isDirectory(path);
  }
}
