package io.zoetrope.app.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.core.CameraSystem;
import io.zoetrope.core.source.CameraDriver;
import io.zoetrope.core.source.CameraUri;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jars in a folder add drivers, and broken ones harm only themselves. */
final class PluginsTest {
  private static final String FAILING_LIBRARY = "throw new java.io.IOException(Library.name());";

  @TempDir private Path folder;

  @Test
  void aJarAddsADriver() throws Exception {
    PluginJar.write(jar("good"), PluginJar.driver("good", FAILING_LIBRARY), PluginJar.CLASS);
    try (Plugins plugins = load()) {
      assertThat(plugins.faults()).isEmpty();
      assertThat(plugins.drivers().schemes()).contains("good", "test");
    }
  }

  @Test
  void jarsDoNotShareClassesOfTheSameName() throws Exception {
    PluginJar.write(jar("one"), PluginJar.driver("one", FAILING_LIBRARY), PluginJar.CLASS);
    PluginJar.write(jar("two"), PluginJar.driver("two", FAILING_LIBRARY), PluginJar.CLASS);
    try (Plugins plugins = load()) {
      assertThatThrownBy(() -> open(plugins, "one:")).hasMessage("library of one");
      assertThatThrownBy(() -> open(plugins, "two:")).hasMessage("library of two");
    }
  }

  @Test
  void aBrokenJarIsNamedAndHarmsNoOther() throws Exception {
    PluginJar.write(jar("good"), PluginJar.driver("good", FAILING_LIBRARY), PluginJar.CLASS);
    Files.writeString(jar("nozip"), "I am no jar");
    PluginJar.write(jar("silent"), PluginJar.driver("silent", FAILING_LIBRARY), "");
    PluginJar.write(jar("gone"), PluginJar.driver("gone", FAILING_LIBRARY), "other.Absent");
    PluginJar.write(jar("foreign"), PluginJar.driver("x1", FAILING_LIBRARY), "java.lang.String");
    PluginJar.write(jar("shouts"), PluginJar.driver("LOUD", FAILING_LIBRARY), PluginJar.CLASS);
    PluginJar.write(
        jar("throws"),
        PluginJar.driver("throws", FAILING_LIBRARY)
            .replace(
                "public Set",
                "public Driver() { throw new IllegalStateException(\"oops\"); } public Set"),
        PluginJar.CLASS);
    PluginJar.write(
        jar("asserts"),
        PluginJar.driver("asserts", FAILING_LIBRARY)
            .replace(
                "return Set.of", "if (true) throw new AssertionError(\"never\"); return Set.of"),
        PluginJar.CLASS);
    PluginJar.write(
        jar("endless"),
        PluginJar.driver("endless", FAILING_LIBRARY)
            .replace("public Set", "public Driver() { new Driver(); } public Set"),
        PluginJar.CLASS);
    PluginJar.write(
        jar("unlinked"),
        PluginJar.driver("unlinked", FAILING_LIBRARY)
            .replace("public Set", "public Driver() { Library.name(); } public Set"),
        PluginJar.CLASS,
        "Library");
    try (Plugins plugins = load()) {
      assertThat(plugins.drivers().schemes())
          .contains("good", "test")
          .doesNotContain(
              "silent", "gone", "x1", "LOUD", "throws", "unlinked", "asserts", "endless");
      assertThat(plugins.faults())
          .satisfiesExactlyInAnyOrder(
              fault -> assertThat(fault).contains("nozip.jar", "it is not a jar"),
              fault -> assertThat(fault).contains("silent.jar", "it names no driver"),
              fault -> assertThat(fault).contains("gone.jar", "Provider other.Absent not found"),
              fault -> assertThat(fault).contains("foreign.jar", "names no driver of its own"),
              fault -> assertThat(fault).contains("shouts.jar", "the scheme 'LOUD'", "lower-case"),
              fault -> assertThat(fault).contains("throws.jar", "when it is made", "oops"),
              fault -> assertThat(fault).contains("asserts.jar", "AssertionError: never"),
              fault -> assertThat(fault).contains("endless.jar", "StackOverflowError"),
              fault -> assertThat(fault).contains("unlinked.jar", "does not fit", "other/Library"));
    }
  }

  @Test
  void aJarThatHangsWhileLoadingIsNamedAndHarmsNoOther() throws Exception {
    String hang =
        "try { new java.util.concurrent.CountDownLatch(1).await(); }"
            + " catch (InterruptedException e) { throw new IllegalStateException(e); }";
    PluginJar.write(
        jar("a-made"),
        PluginJar.driver("made", FAILING_LIBRARY)
            .replace("public Set", "public Driver() { " + hang + " } public Set"),
        PluginJar.CLASS);
    PluginJar.write(
        jar("b-asked"),
        PluginJar.driver("asked", FAILING_LIBRARY)
            .replace("return Set.of", hang + " return Set.of"),
        PluginJar.CLASS);
    PluginJar.write(jar("c-good"), PluginJar.driver("good", FAILING_LIBRARY), PluginJar.CLASS);
    try (Plugins plugins = load()) {
      assertThat(plugins.drivers().schemes())
          .contains("good", "test")
          .doesNotContain("made", "asked");
      assertThat(plugins.faults())
          .satisfiesExactlyInAnyOrder(
              fault ->
                  assertThat(fault)
                      .contains("a-made.jar", "has not answered within 3 seconds when it is made"),
              fault ->
                  assertThat(fault)
                      .contains(
                          "b-asked.jar", "has not answered within 3 seconds with its schemes"));
    }
  }

  @Test
  void theDriversOfTheProgramKeepTheirSchemes() throws Exception {
    PluginJar.write(jar("thief"), PluginJar.driver("test", FAILING_LIBRARY), PluginJar.CLASS);
    try (Plugins plugins = load()) {
      CameraDriver test = plugins.drivers().driverFor(CameraUri.parse("test:"));
      assertThat(test.getClass().getPackageName()).startsWith("io.zoetrope.");
      assertThat(plugins.faults())
          .singleElement()
          .asString()
          .contains("thief.jar", "does not get 'test:'");
    }
  }

  @Test
  void theDefaultFolderMayBeMissingButANamedOneMayNot() {
    try (Plugins plugins = Plugins.load(Optional.empty())) {
      assertThat(plugins.drivers().schemes()).contains("test");
    }
    Path absent = folder.resolve("absent");
    try (Plugins plugins = Plugins.load(Optional.of(absent))) {
      assertThat(plugins.drivers().schemes()).contains("test");
      assertThat(plugins.faults()).containsExactly("there is no plugins folder '" + absent + "'");
    }
  }

  private Path jar(String name) {
    return folder.resolve(name + ".jar");
  }

  private Plugins load() {
    return Plugins.load(Optional.of(folder));
  }

  private static void open(Plugins plugins, String text) throws IOException, InterruptedException {
    CameraUri uri = CameraUri.parse(text);
    try (CameraSystem system = CameraSystem.open()) {
      plugins.drivers().driverFor(uri).open(uri, system.context("")).close();
    }
  }
}
