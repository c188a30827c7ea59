package io.zoetrope.drivers.support;

import java.nio.file.Path;
import java.util.Locale;

/** Where natives that come in jars are unpacked to. Any thread. */
public final class CacheFolder {

  private CacheFolder() {}

  /** Zoetrope's own in the folder that this user has for what can be made anew. */
  public static Path ofUser() {
    String home = System.getProperty("user.home", ".");
    String configured = System.getenv().getOrDefault("XDG_CACHE_HOME", "");
    Path caches =
        !configured.isEmpty()
            ? Path.of(configured)
            : System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("mac")
                ? Path.of(home, "Library", "Caches")
                : Path.of(home, ".cache");
    return caches.resolve("zoetrope");
  }
}
