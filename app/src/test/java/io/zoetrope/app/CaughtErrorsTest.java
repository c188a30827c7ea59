package io.zoetrope.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Errors are caught in one place. A rule of ArchUnit cannot say so: in the bytecode, every try with
 * resources and every record pattern also catches Throwable.
 */
final class CaughtErrorsTest {
  private static final Path ROOT = Path.of(System.getProperty("zoetrope.root", ".."));
  private static final List<String> MODULES =
      List.of(
          "app",
          "catalog",
          "core",
          "driver-opencv",
          "drivers",
          "recording",
          "rows",
          "tasks",
          "web");
  private static final Pattern CATCHES_ERRORS =
      Pattern.compile("catch\\s*\\(([^)]*\\W)?(Throwable|\\w*Error)\\W[^)]*\\)");

  /** Closes what was opened, and throws the same on. */
  private static final Pattern THROWS_ON =
      Pattern.compile("\\A[^{}]*\\b(\\w+)\\) \\{[^}]*throw \\1;\\s*\\}");

  /** Still to be moved to the guard. */
  private static final Set<String> LEFT = Set.of("Transactions.java");

  @Test
  void onlyTheGuardForForeignCodeCatchesErrors() throws IOException {
    List<String> found = new ArrayList<>();
    for (String module : MODULES) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
        for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
          String name = String.valueOf(file.getFileName());
          String code = Files.readString(file);
          Matcher matcher = CATCHES_ERRORS.matcher(code);
          while (matcher.find()) {
            if (!LEFT.contains(name) && !throwsOn(code.substring(matcher.start()))) {
              found.add(name + ": " + matcher.group());
            }
          }
        }
      }
    }
    assertThat(found).as("call it through io.zoetrope.base.ForeignCode instead").isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "catch (Throwable e)",
        "catch (final Throwable e)",
        "catch (RuntimeException | Error e)",
        "catch (LinkageError | RuntimeException e)",
        "catch (\n        java.lang.StackOverflowError e)"
      })
  void anyWayToWriteItIsFound(String code) {
    assertThat(CATCHES_ERRORS.matcher(code).find()).isTrue();
  }

  @Test
  void whoOnlyClosesWhatWasOpenedThrowsTheSameOn() {
    assertThat(throwsOn("catch (Throwable e) { opened.close(); throw e; } more();")).isTrue();
    assertThat(throwsOn("catch (Throwable e) { log(e); } throw e;")).isFalse();
  }

  private static boolean throwsOn(String code) {
    return THROWS_ON.matcher(code).find();
  }

  @ParameterizedTest
  @ValueSource(strings = {"catch (IOException e)", "catch (ErrorReportedException e)"})
  void exceptionsMayBeCaught(String code) {
    assertThat(CATCHES_ERRORS.matcher(code).find()).isFalse();
  }
}
