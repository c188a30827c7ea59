package io.zoetrope.app.library;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.zoetrope.core.media.Frame;
import io.zoetrope.embed.LiveCameras;
import io.zoetrope.picture.JpegEncoder;
import io.zoetrope.rows.Table;
import io.zoetrope.tasks.TaskQueue;
import io.zoetrope.web.stream.StreamedResponses;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What programs may build on is written down in {@code docs/api}, signature by signature, and
 * changes only when somebody means it to.
 */
final class PublicApiTest {
  private static final String ACCEPT = "zoetrope.api.accept";
  private static final Path FOLDER = Path.of("..", "docs", "api");

  /**
   * A part of the library, written down in a file of its own.
   *
   * @param member any class of its module
   * @param packages with all below them
   */
  record Part(String name, Class<?> member, List<String> packages) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Part> parts() {
    return Stream.of(
        new Part("picture", JpegEncoder.class, List.of("io.zoetrope.picture")),
        new Part("core", Frame.class, List.of("io.zoetrope.core")),
        new Part("tasks", TaskQueue.class, List.of("io.zoetrope.tasks")),
        new Part("rows", Table.class, List.of("io.zoetrope.rows")),
        new Part("web", StreamedResponses.class, List.of("io.zoetrope.web.stream")),
        new Part("embed", LiveCameras.class, List.of("io.zoetrope.embed")));
  }

  @ParameterizedTest
  @MethodSource("parts")
  void noSignatureChangesUnannounced(Part part) throws Exception {
    TreeSet<String> found = new TreeSet<>(signatures(part));
    assertThat(found).isNotEmpty();
    Path file = FOLDER.resolve(part.name() + ".txt");
    if (Boolean.getBoolean(ACCEPT)) {
      Files.createDirectories(FOLDER);
      Files.write(file, found);
      return;
    }
    TreeSet<String> written = new TreeSet<>(Files.readAllLines(file));
    TreeSet<String> gone = new TreeSet<>(written);
    gone.removeAll(found);
    TreeSet<String> added = new TreeSet<>(found);
    added.removeAll(written);
    if (!gone.isEmpty() || !added.isEmpty()) {
      fail(
          """
          The public API is not what docs/api/%s.txt says:
          %s%sIf that is meant: mvn -pl app -am test -Dtest=PublicApiTest -D%s=true -Dsurefire.failIfNoSpecifiedTests=false \
          writes it down again; commit the file, and tell users in CHANGELOG.md if anything is gone.\
          """
              .formatted(part.name(), lines("gone: ", gone), lines("new:  ", added), ACCEPT));
    }
  }

  private static String lines(String before, Set<String> signatures) {
    return signatures.stream()
        .map(signature -> "  " + before + signature + "\n")
        .collect(joining());
  }

  private static List<String> signatures(Part part) throws IOException, URISyntaxException {
    Path classes =
        Path.of(part.member().getProtectionDomain().getCodeSource().getLocation().toURI());
    if (Files.isDirectory(classes)) {
      return signatures(part, classes);
    }
    try (FileSystem jar = FileSystems.newFileSystem(classes)) {
      return signatures(part, jar.getPath("/"));
    }
  }

  private static List<String> signatures(Part part, Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .map(file -> root.relativize(file).toString().replace(File.separatorChar, '.'))
          .filter(name -> name.endsWith(".class") && !name.endsWith("package-info.class"))
          .map(name -> name.substring(0, name.length() - ".class".length()))
          .filter(name -> part.packages().stream().anyMatch(each -> name.startsWith(each + ".")))
          .map(PublicApiTest::load)
          .filter(Signatures::isOpen)
          .flatMap(type -> Signatures.of(type).stream())
          .toList();
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, PublicApiTest.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new AssertionError(name, e);
    }
  }
}
