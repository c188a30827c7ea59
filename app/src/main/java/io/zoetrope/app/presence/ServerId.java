package io.zoetrope.app.presence;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Distinguishes a server from others on the same Redis, whatever its address. */
public final class ServerId {
  static final String FILE = "server-id";

  private static final Logger LOG = LoggerFactory.getLogger(ServerId.class);

  private ServerId() {}

  public static String of(Path data) {
    Path file = data.resolve(FILE);
    try {
      String kept = Files.exists(file) ? Files.readString(file).strip() : "";
      return kept.matches("[a-z0-9-]{1,64}") ? kept : store(file);
    } catch (IOException e) {
      LOG.warn(
          "This server's id cannot be kept in {}: tasks that wait when it stops will not find it again.",
          file);
      return random();
    }
  }

  private static String store(Path file) throws IOException {
    String id = random();
    Path part = file.resolveSibling(FILE + ".part");
    Files.createDirectories(part.getParent());
    Files.writeString(part, id + "\n", StandardCharsets.UTF_8);
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    return id;
  }

  private static String random() {
    return UUID.randomUUID().toString();
  }
}
