package io.zoetrope.tasks.result;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A file could not be written because its disk is full. The message is a sentence for people. */
public final class NoRoomException extends IOException {
  private static final long serialVersionUID = 1;
  private static final List<String> TELLING =
      List.of("No space left on device", "Disk quota exceeded", "not enough space on the disk");
  private static final long NEXT_TO_NOTHING_BYTES = 16 * 1024;

  /**
   * Makes one.
   *
   * @param folder on the disk that is full
   */
  public NoRoomException(Path folder, @Nullable Throwable cause) {
    super(
        "There is no room left on %s: free some, or set results.size lower.".formatted(folder),
        cause);
  }

  /**
   * Whether the disk is full, by what was said or by a look at it: what the system says may be in
   * the language of its user.
   */
  public static boolean isFull(@Nullable String told, Path folder) {
    if (told != null && TELLING.stream().anyMatch(told::contains)) {
      return true;
    }
    try {
      return Files.getFileStore(folder).getUsableSpace() < NEXT_TO_NOTHING_BYTES;
    } catch (IOException unknown) {
      return false;
    }
  }
}
