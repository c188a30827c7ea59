package io.zoetrope.drivers.opencv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each time in a JVM of its own, as a library is loaded once. */
class WithoutNativesIT {
  private static final String SENTENCE = "OpenCV does not load on this machine (";

  private static final Pattern LIBRARIES =
      Pattern.compile("/(opencv|openblas|javacpp)-[0-9][^/]*\\.jar$");
  private static final Pattern NATIVES =
      Pattern.compile("/(opencv|openblas|javacpp)-[0-9][^/]*-(linux|macosx|windows)-[^/]*\\.jar$");

  @TempDir private Path cache;

  @Test
  void withNativesItOpens() throws Exception {
    assertThat(openings(entry -> true).lines())
        .containsExactly("transcoder: opens", "driver: opens");
  }

  @Test
  void saysWhatToDoWhenTheNativesAreMissing() throws Exception {
    String said = openings(entry -> !NATIVES.matcher(entry).find());

    assertThat(said.lines().toList())
        .hasSize(2)
        .allSatisfy(line ->
            assertThat(line)
                .contains(SENTENCE)
                .contains("build Zoetrope on a machine of this kind"));
  }

  @Test
  void saysWhatToDoWhenAllOfOpenCvIsMissing() throws Exception {
    String said = openings(entry -> !LIBRARIES.matcher(entry).find());

    assertThat(said.lines().toList())
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).contains(SENTENCE + "the class org.bytedeco."));
  }

  @Tag("full")
  @Test
  void saysWhatToDoWhenAnUnpackedLibraryIsBroken() throws Exception {
    openings(entry -> true);
    try (var files = Files.walk(cache)) {
      for (Path file :
          files.filter(path -> path.toString().contains("libopencv_core.so")).toList()) {
        if (!Files.isSymbolicLink(file)) {
          // Of the same size and time, so that it is not unpacked again.
          var modified = Files.getLastModifiedTime(file);
          Files.write(file, new byte[(int) Files.size(file)]);
          Files.setLastModifiedTime(file, modified);
        }
      }
    }

    String said = openings(entry -> true);

    assertThat(said.lines().toList())
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).contains(SENTENCE).contains("delete the folder"));
  }

  @Tag("full")
  @Test
  void aCallerWhoLeavesWhileItLoadsDoesNotStopItForOthers() throws Exception {
    assertThat(hurt(cache, "interrupted").lines()).containsExactly("opens");
  }

  @Tag("full")
  @Test
  void aTemporaryFailureToLoadIsRetried() throws Exception {
    Path inTheWay = Files.createFile(cache.resolve("zoetrope"));

    assertThat(hurt(cache, "blocked", inTheWay.toString()).lines().toList())
        .hasSize(2)
        .satisfiesExactly(
            first ->
                assertThat(first)
                    .startsWith("OpenCV cannot be unpacked into the folder " + inTheWay)
                    .contains("set XDG_CACHE_HOME"),
            second -> assertThat(second).isEqualTo("opens"));
  }

  @Tag("full")
  @Test
  void twoProcessesMayUnpackItAtOnce() throws Exception {
    Callable<String> open = () -> hurt(cache, "not at all");
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      for (Future<String> said : threads.invokeAll(List.of(open, open))) {
        assertThat(said.get().lines()).containsExactly("opens");
      }
    }
  }

  @Tag("full")
  @Test
  void aHalfUnpackedLibraryIsUnpackedAgain() throws Exception {
    hurt(cache, "not at all");
    try (var files = Files.walk(cache)) {
      for (Path file :
          files.filter(path -> path.toString().contains("libopencv_core.so")).toList()) {
        if (!Files.isSymbolicLink(file)) {
          Files.write(file, new byte[(int) Files.size(file) / 2]);
        }
      }
    }

    assertThat(hurt(cache, "not at all").lines()).containsExactly("opens");
  }

  private static String hurt(Path cache, String... way) throws Exception {
    String[] command =
        Stream.concat(Stream.of(HurtOpening.class.getName()), Stream.of(way))
            .toArray(String[]::new);
    return OwnJvm.run(
        System.getProperty("java.class.path"),
        Map.of("XDG_CACHE_HOME", cache.toString()),
        List.of(),
        command);
  }

  /** What a JVM says whose class path has only these entries. */
  private String openings(Predicate<String> wanted) throws Exception {
    String classPath =
        Arrays.stream(
                System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator)))
            .filter(wanted)
            .collect(Collectors.joining(File.pathSeparator));
    return OwnJvm.run(
        classPath,
        Map.of("XDG_CACHE_HOME", cache.toString()),
        List.of(),
        Opening.class.getName(),
        SampleVideos.avi(Files.createDirectories(cache.resolve("clips")), 1).toString());
  }
}
