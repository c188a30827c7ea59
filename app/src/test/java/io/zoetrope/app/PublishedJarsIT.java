package io.zoetrope.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The jars that the build makes, as a modular program uses them. */
final class PublishedJarsIT {
  private static final Path ROOT = Path.of(System.getProperty("zoetrope.root", ".."));
  private static final String NAME = "Automatic-Module-Name";

  @Test
  void eachHasItsOwnModuleName() throws Exception {
    Map<String, String> names = new TreeMap<>();
    for (Path jar : jars()) {
      try (JarFile file = new JarFile(jar.toFile())) {
        names.put(artifact(jar), file.getManifest().getMainAttributes().getValue(NAME));
      }
    }
    assertThat(names)
        .containsEntry("zoetrope-core", "io.zoetrope.core")
        .containsEntry("zoetrope-driver-opencv", "io.zoetrope.drivers.opencv")
        .hasSizeGreaterThanOrEqualTo(10)
        .allSatisfy((_, name) -> assertThat(name).matches("io\\.zoetrope(\\.[a-z]+)+"));
    assertThat(names.values()).doesNotHaveDuplicates();
  }

  /** Two modules with the same package would prevent the start: the JDK checks that. */
  @Test
  void theyAndTheirLibrariesFormAModulePath() throws Exception {
    List<Path> path = new ArrayList<>(jars());
    try (Stream<Path> found = Files.list(ROOT.resolve("app/target/lib"))) {
      // FFmpeg is here as a program only, without the bindings that its module requires.
      found.filter(jar -> !artifact(jar).matches("zoetrope-.*|ffmpeg")).forEach(path::add);
    }
    ModuleFinder modules = ModuleFinder.of(path.toArray(Path[]::new));
    Configuration resolved =
        ModuleLayer.boot()
            .configuration()
            .resolve(
                modules,
                ModuleFinder.of(),
                modules.findAll().stream().map(PublishedJarsIT::name).toList());
    assertThat(resolved.findModule("io.zoetrope.web")).isPresent();
    assertThat(resolved.findModule("io.vertx.web")).isPresent();
  }

  private static String name(ModuleReference module) {
    return module.descriptor().name();
  }

  private static String artifact(Path jar) {
    return String.valueOf(jar.getFileName()).replaceFirst("-\\d.*|\\.jar$", "");
  }

  private static List<Path> jars() throws IOException {
    Pattern module = Pattern.compile("<module>([a-z-]+)</module>");
    List<Path> jars =
        module
            .matcher(Files.readString(ROOT.resolve("pom.xml")))
            .results()
            .map(found -> found.group(1))
            .filter(name -> !List.of("bom", "fuzz", "benchmarks").contains(name))
            .map(PublishedJarsIT::jarOf)
            .toList();
    assertThat(jars).allSatisfy(jar -> assertThat(jar).exists());
    return jars;
  }

  private static Path jarOf(String module) {
    Path folder = ROOT.resolve(module).resolve("target");
    Path plain = folder.resolve("zoetrope.jar");
    return module.equals("app")
        ? plain
        : folder.resolve("zoetrope-" + module + "-0.1.0-SNAPSHOT.jar");
  }
}
