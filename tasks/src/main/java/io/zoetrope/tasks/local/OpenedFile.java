package io.zoetrope.tasks.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file that was opened, to notice when it is deleted or replaced: whoever has it open may write
 * to it all the same, and nobody ever reads that. Immutable.
 *
 * @param key tells it from any other file, where the system has such a thing
 */
record OpenedFile(Path path, Optional<Object> key) {

  static OpenedFile at(Path path) throws IOException {
    return new OpenedFile(path, Optional.ofNullable(keyOf(path)));
  }

  boolean isGone() {
    try {
      return !Objects.equals(key.orElse(null), keyOf(path));
    } catch (IOException e) {
      return Files.notExists(path);
    }
  }

  private static @Nullable Object keyOf(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
  }
}
