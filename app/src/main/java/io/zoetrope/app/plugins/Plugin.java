package io.zoetrope.app.plugins;

import io.zoetrope.core.source.CameraDriver;
import io.zoetrope.core.source.DriverSearch;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * One jar with drivers, or what is wrong with it. Its classes are its own: two plugins may bring
 * different versions of a library. The program's own classes win over the jar's.
 */
record Plugin(Path jar, List<CameraDriver> drivers, List<String> faults, AutoCloseable loader) {
  private static final String SERVICE = "META-INF/services/" + CameraDriver.class.getName();

  static Plugin load(Path jar) {
    try {
      if (!namesADriver(jar)) {
        return broken(jar, "it names no driver: there is no %s in it".formatted(SERVICE));
      }
      URLClassLoader loader =
          new URLClassLoader(
              "plugin " + jar.getFileName(),
              new URL[] {jar.toUri().toURL()},
              Plugin.class.getClassLoader());
      DriverSearch search = DriverSearch.onlyIn(loader);
      List<String> faults = new ArrayList<>(search.faults());
      if (search.drivers().isEmpty() && faults.isEmpty()) {
        faults.add("its %s names no driver of its own".formatted(SERVICE));
      }
      return new Plugin(jar, search.drivers(), sentences(jar, faults), loader);
    } catch (ZipException e) {
      return broken(jar, "it is not a jar (%s)".formatted(e.getMessage()));
    } catch (IOException e) {
      return broken(
          jar,
          Files.isReadable(jar) ? String.valueOf(e.getMessage()) : "this user may not read it");
    }
  }

  /** A class loader silently skips a file that is not a jar, so this checks first. */
  private static boolean namesADriver(Path jar) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      return zip.getEntry(SERVICE) != null;
    }
  }

  private static Plugin broken(Path jar, String fault) {
    return new Plugin(jar, List.of(), sentences(jar, List.of(fault)), () -> {});
  }

  private static List<String> sentences(Path jar, List<String> faults) {
    return faults.stream()
        .map(fault -> "the plugin %s cannot be used: %s".formatted(jar, fault))
        .toList();
  }
}
