package io.zoetrope.app.plugins;

import io.zoetrope.base.ForeignCode;
import io.zoetrope.core.source.CameraDriver;
import io.zoetrope.core.source.CameraDrivers;
import io.zoetrope.core.source.DriverSearch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All drivers: those that come with the program, those on the class path, and those of the jars in
 * the plugins folder, in this order of precedence. Any thread may ask; it is closed when no camera
 * is open any more.
 */
public final class Plugins implements AutoCloseable {
  private static final ForeignCode CLOSING = new ForeignCode("Closing a plugin");
  private static final Path USUAL_FOLDER = Path.of("plugins");
  private static final String OWN_PACKAGES = "io.zoetrope.";

  private final List<Plugin> plugins;
  private final List<String> faults = new ArrayList<>();
  private final CameraDrivers drivers;

  private Plugins(DriverSearch installed, List<Plugin> plugins) {
    this.plugins = List.copyOf(plugins);
    List<CameraDriver> all = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    List<CameraDriver> builtIn = installed.drivers().stream().filter(Plugins::isOurs).toList();
    builtIn.forEach(driver -> add(driver, "Zoetrope", all, taken));
    installed.drivers().stream()
        .filter(driver -> !isOurs(driver))
        .forEach(driver -> add(driver, "the class path", all, taken));
    installed.faults().forEach(fault -> faults.add("a driver on the class path: " + fault));
    for (Plugin plugin : plugins) {
      plugin.drivers().forEach(driver -> add(driver, plugin.jar().toString(), all, taken));
      faults.addAll(plugin.faults());
    }
    drivers = new CameraDrivers(all);
  }

  /**
   * Leaves out jars that are broken. A folder that is named must be there, the usual one need not.
   */
  public static Plugins load(Optional<Path> named) {
    Path folder = named.orElse(USUAL_FOLDER);
    if (!Files.isDirectory(folder)) {
      return named.isPresent()
          ? withoutFolder("there is no plugins folder '%s'".formatted(folder))
          : new Plugins(DriverSearch.installed(), List.of());
    }
    try {
      List<Plugin> plugins = jars(folder).stream().map(Plugin::load).toList();
      return new Plugins(DriverSearch.installed(), plugins);
    } catch (IOException e) {
      return withoutFolder(
          "the plugins folder '%s' cannot be read: %s".formatted(folder, e.getMessage()));
    }
  }

  private static Plugins withoutFolder(String fault) {
    Plugins plugins = new Plugins(DriverSearch.installed(), List.of());
    plugins.faults.add(fault);
    return plugins;
  }

  public CameraDrivers drivers() {
    return drivers;
  }

  /** A sentence for each driver that cannot be used, or not for all of its schemes. */
  public List<String> faults() {
    return List.copyOf(faults);
  }

  @Override
  public void close() {
    plugins.forEach(plugin -> CLOSING.run(plugin.loader()::close));
  }

  private void add(CameraDriver driver, String origin, List<CameraDriver> all, Set<String> taken) {
    for (String scheme : new CameraDrivers(List.of(driver)).schemes()) {
      if (!taken.add(scheme)) {
        faults.add(
            "the driver %s of %s does not get '%s:', which another driver has already"
                .formatted(driver.getClass().getName(), origin, scheme));
      }
    }
    all.add(driver);
  }

  private static boolean isOurs(CameraDriver driver) {
    return driver.getClass().getName().startsWith(OWN_PACKAGES);
  }

  /** By name, so that the same driver wins each time. */
  private static List<Path> jars(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().toLowerCase(Locale.ROOT).endsWith(".jar"))
          .sorted()
          .toList();
    }
  }
}
