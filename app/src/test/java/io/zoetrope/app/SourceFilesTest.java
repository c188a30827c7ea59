package io.zoetrope.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules that the bytecode does not show. The others are in ArchitectureTest. */
final class SourceFilesTest {
  private static final Path ROOT = Path.of(System.getProperty("zoetrope.root", ".."));
  private static final int MOST_LINES = 250;

  /** In the bytecode, every try with resources and every record pattern also catches Throwable. */
  private static final Pattern CATCHES_ERRORS =
      Pattern.compile("catch\\s*\\(([^)]*\\W)?(Throwable|\\w*Error)\\W[^)]*\\)");

  /** Closes what was opened, and rethrows. */
  private static final Pattern THROWS_ON =
      Pattern.compile("\\A[^{}]*\\b(\\w+)\\) \\{[^}]*throw \\1;\\s*\\}");

  /** The guard for foreign code, and what is still to be moved to it. */
  private static final Set<String> MAY_CATCH_ERRORS =
      Set.of("ForeignCode.java", "FailureLog.java", "Transactions.java");

  @Test
  void noFileIsTooLongToRead() throws IOException {
    assertThat(product())
        .allSatisfy(file -> assertThat(read(file).lines()).hasSizeLessThanOrEqualTo(MOST_LINES));
  }

  @Test
  void aSimpleNameStandsForOneClass() throws IOException {
    var byName =
        sources("src").stream()
            .collect(
                Collectors.groupingBy(SourceFilesTest::name, TreeMap::new, Collectors.toList()));
    byName.keySet().removeAll(Set.of("package-info.java", "module-info.java"));
    byName.values().removeIf(files -> files.size() == 1);
    assertThat(byName).isEmpty();
  }

  @Test
  void onlyTheGuardForForeignCodeCatchesErrors() throws IOException {
    assertThat(product())
        .filteredOn(file -> !MAY_CATCH_ERRORS.contains(name(file)))
        .as("call it through io.zoetrope.base.ForeignCode instead")
        .allSatisfy(file -> assertThat(caughtErrors(read(file))).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "catch (Throwable e) { log(e); }",
        "catch (final Throwable e) {}",
        "catch (RuntimeException | Error e) {}",
        "catch (LinkageError | RuntimeException e) {}",
        "catch (\n        java.lang.StackOverflowError e) {}",
        "catch (Throwable e) { log(e); } throw e;"
      })
  void anyWayToCatchAnErrorIsFound(String code) {
    assertThat(caughtErrors(code)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "catch (IOException e) {}",
        "catch (ErrorReportedException e) {}",
        "catch (Throwable e) { opened.close(); throw e; } more();"
      })
  void exceptionsMayBeCaughtAndErrorsThrownOn(String code) {
    assertThat(caughtErrors(code)).isEmpty();
  }

  private static List<String> caughtErrors(String code) {
    return CATCHES_ERRORS
        .matcher(code)
        .results()
        .filter(caught -> !THROWS_ON.matcher(code.substring(caught.start())).find())
        .map(MatchResult::group)
        .toList();
  }

  /** What is delivered: neither tests nor examples, nor what measures and tests. */
  private static List<Path> product() throws IOException {
    return sources("src/main/java").stream()
        .filter(file -> !ROOT.relativize(file).toString().matches("(examples|benchmarks|fuzz)/.*"))
        .toList();
  }

  private static List<Path> sources(String folder) throws IOException {
    List<Path> found = new ArrayList<>();
    for (Path parent : List.of(ROOT, ROOT.resolve("examples"))) {
      for (Path module : in(parent, 1)) {
        if (Files.isDirectory(module.resolve(folder))) {
          found.addAll(in(module.resolve(folder), Integer.MAX_VALUE));
        }
      }
    }
    found.removeIf(file -> !name(file).endsWith(".java"));
    return found;
  }

  private static List<Path> in(Path folder, int depth) throws IOException {
    try (Stream<Path> files = Files.walk(folder, depth)) {
      return files.toList();
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
