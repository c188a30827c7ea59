package io.zoetrope.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every class that a document names exists: documents follow when classes are renamed. */
class DocumentedClassesTest {
  private static final Path ROOT = Path.of("..");
  private static final int MOST_LINES_OF_ARCHITECTURE = 150;

  /** A word in backticks, possibly with a member after it. Words in capitals are not classes. */
  private static final Pattern NAMED =
      Pattern.compile("`([A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*)(?:[.(][^`]*)?`");

  private static final Pattern DECLARED =
      Pattern.compile("\\b(?:class|interface|record|enum)\\s+([A-Z]\\w*)");

  /** Headers of HTTP, and classes of other libraries. */
  private static final Set<String> NOT_OURS =
      Set.of(
          "ETag",
          "Host",
          "Link",
          "MediaSource",
          "WebCodecs",
          "Location",
          "Vary",
          "ServicesResourceTransformer",
          "TimeoutHandler",
          "UnsupportedClassVersionError");

  private static final List<String> PACKAGES_OF_THE_JDK =
      List.of(
          "java.lang", "java.util", "java.util.stream", "java.io", "java.sql", "java.awt.image");

  private static final Set<String> OURS = new TreeSet<>();

  @BeforeAll
  static void findOurs() throws IOException {
    for (Path source : files(ROOT, ".java")) {
      DECLARED.matcher(Files.readString(source)).results().forEach(it -> OURS.add(it.group(1)));
    }
  }

  static List<Path> documents() throws IOException {
    return files(ROOT.resolve("docs"), ".md").stream()
        .filter(document -> !document.toString().contains("decisions"))
        .toList();
  }

  private static List<Path> files(Path folder, String ending) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> file.toString().endsWith(ending))
          .filter(file -> !file.toString().contains("/target/"))
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyClassThatADocumentNamesExists(Path document) throws IOException {
    Set<String> missing = new TreeSet<>();
    NAMED
        .matcher(Files.readString(document))
        .results()
        .map(word -> word.group(1))
        .filter(name -> !OURS.contains(name) && !NOT_OURS.contains(name) && !isInTheJdk(name))
        .forEach(missing::add);

    assertThat(missing).as("named in %s", document).isEmpty();
  }

  @Test
  void theArchitectureIsDescribedBriefly() throws IOException {
    assertThat(Files.readAllLines(ROOT.resolve("docs/architecture.md")))
        .hasSizeLessThanOrEqualTo(MOST_LINES_OF_ARCHITECTURE);
  }

  private static boolean isInTheJdk(String name) {
    return PACKAGES_OF_THE_JDK.stream().anyMatch(folder -> exists(folder + "." + name));
  }

  private static boolean exists(String className) {
    try {
      var _ = Class.forName(className, false, ClassLoader.getPlatformClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
