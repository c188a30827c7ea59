package io.zoetrope.app.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.base.fixture.FreePort;
import io.zoetrope.web.fixture.RawClient;
import io.zoetrope.web.fixture.StreamClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** docs/library.md, followed in a separate project. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LibraryGuideIT {
  private static final String DRIVERS =
      """
      </dependency>
          <dependency><groupId>io.zoetrope</groupId><artifactId>zoetrope-drivers</artifactId></dependency>
        </dependencies>
      """;

  private final String guide = read("docs/library.md");
  private final int port = FreePort.find();
  private UserProject project;

  @BeforeAll
  void followTheGuide(@TempDir Path folder) throws Exception {
    project = new UserProject(folder);
    project.install();
    String pom =
        blocks("xml").stream()
            .filter(xml -> xml.contains("zoetrope-bom"))
            .findFirst()
            .orElseThrow();
    // Maven 3.8 binds a compiler plugin that does not know maven.compiler.release.
    assertThat(pom).contains("<maven.compiler.source>25<", "<maven.compiler.target>25<");
    project.writePom(pom.replace("</dependency>\n  </dependencies>", DRIVERS));
    for (String program : blocks("java")) {
      project.writeSource(program.replace("8080", String.valueOf(port)));
    }
    project.writeSource(
        """
        import io.zoetrope.drivers.testpattern.TestPatternDriver;
        import io.zoetrope.embed.LiveCameras;

        public class WithoutServices {
          public static void main(String[] args) throws Exception {
            try {
              LiveCameras.builder().camera("clock", "test:");
            } catch (IllegalArgumentException e) {
              System.out.println(e.getMessage());
            }
            LiveCameras.builder().driver(new TestPatternDriver()).camera("clock", "test:?size=640x360").build().listen("127.0.0.1", %d);
          }
        }
        """
            .formatted(port));
    project.compile();
  }

  @Test
  void thereIsOneNettyAndALoggingBackend() throws Exception {
    List<String> names =
        project.libraries().stream().map(jar -> String.valueOf(jar.getFileName())).toList();
    // Netty counts the versions of netty-tcnative on their own, and names the one that fits.
    assertThat(
            names.stream()
                .filter(name -> name.startsWith("netty-") && !name.startsWith("netty-tcnative-")))
        .hasSizeGreaterThan(10)
        .allSatisfy(name -> assertThat(name).contains("-4.2.18.Final"));
    assertThat(names).anyMatch(name -> name.startsWith("slf4j-simple-"));
  }

  @Test
  void theServerInTenLinesShowsPictures() throws Exception {
    shows("-cp", classPath(), "Clock");
    assertThat(project.said()).doesNotContain("SLF4J", "Exception");
  }

  @Test
  void aDriverPassedInCodeWorksInAJarWithoutServiceFiles() throws Exception {
    Path jar = project.folder().resolve("all.jar");
    packInOne(jar);
    shows("-cp", jar.toString(), "WithoutServices");
    assertThat(project.said())
        .contains("Camera clock: there is no driver for 'test:': add io.zoetrope:zoetrope-drivers");
  }

  @Test
  void itRunsOnTheModulePathWithTheDocumentedOptions() throws Exception {
    Path sources = Files.createDirectories(project.folder().resolve("modular/clock"));
    Files.writeString(
        sources.resolveSibling("module-info.java"),
        "module clock { requires io.zoetrope.embed; requires java.desktop; }");
    String clock = Files.readString(project.folder().resolve("src/main/java/Clock.java"));
    Files.writeString(sources.resolve("Clock.java"), "package clock;\n" + clock);
    String path = UserProject.classPath(project.libraries().stream());
    String javac = Path.of(System.getProperty("java.home"), "bin", "javac").toString();
    project.run(
        List.of(
            javac,
            "-p",
            path,
            "-d",
            "modules",
            "modular/module-info.java",
            "modular/clock/Clock.java"));

    String line =
        blocks("sh").stream().filter(text -> text.contains("-m …")).findFirst().orElseThrow();
    List<String> options = new ArrayList<>(List.of(line.strip().split(" ")));
    options.removeFirst();
    options.replaceAll(word -> word.equals("…") ? "?" : word);
    options.set(options.indexOf("-p") + 1, "modules:" + path);
    options.set(options.indexOf("-m") + 1, "clock/clock.Clock");
    shows(options.toArray(String[]::new));
  }

  /** Starts a program and sees two pictures of its camera. */
  private void shows(String... options) throws Exception {
    Process program = project.java(List.of(options));
    try {
      await()
          .ignoreExceptionsInstanceOf(IOException.class)
          .untilAsserted(() -> RawClient.connect(port).close());
      try (StreamClient viewer =
          StreamClient.of(RawClient.connect(port).get("/cameras/clock/stream.mjpg"))) {
        for (int i = 0; i < 2; i++) {
          byte[] picture = viewer.nextPart().picture();
          assertThat(ImageIO.read(new ByteArrayInputStream(picture)).getWidth()).isEqualTo(640);
        }
      }
    } finally {
      program.destroy();
      assertThat(program.waitFor(1, TimeUnit.MINUTES)).isTrue();
    }
  }

  private String classPath() throws IOException {
    return UserProject.classPath(
        Stream.concat(Stream.of(project.classes()), project.libraries().stream()));
  }

  /** As the shade plugin does unless it is told to merge files of the same name. */
  private void packInOne(Path jar) throws IOException {
    Set<String> names = new HashSet<>();
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      out.setLevel(0);
      for (Path library : project.libraries()) {
        try (ZipFile in = new ZipFile(library.toFile())) {
          for (ZipEntry entry : in.stream().toList()) {
            if (!entry.isDirectory()
                && !entry.getName().matches("META-INF/services/.*|.*module-info.class")
                && names.add(entry.getName())) {
              out.putNextEntry(new ZipEntry(entry.getName()));
              in.getInputStream(entry).transferTo(out);
            }
          }
        }
      }
      out.putNextEntry(new ZipEntry("WithoutServices.class"));
      Files.copy(project.classes().resolve("WithoutServices.class"), out);
    }
  }

  private List<String> blocks(String language) {
    return Pattern.compile("(?s)```%s\n(.*?)```".formatted(language))
        .matcher(guide)
        .results()
        .map(block -> block.group(1))
        .toList();
  }

  private static String read(String document) {
    try {
      return Files.readString(UserProject.ROOT.resolve(document));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
