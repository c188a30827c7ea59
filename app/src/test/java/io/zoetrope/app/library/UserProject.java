package io.zoetrope.app.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A project of somebody who uses the library, in a folder of its own. What {@code mvn install}
 * would put into the user's repository is in one of its own too, so that no other build sees it.
 */
final class UserProject {
  static final Path ROOT = Path.of(System.getProperty("zoetrope.root", ".."));
  private static final String VERSION = "0.1.0-SNAPSHOT";
  private static final List<String> JARS =
      List.of(
          "base", "picture", "core", "mp4", "rows", "tasks", "web", "embed", "ffmpeg", "drivers");

  private final Path folder;

  UserProject(Path folder) {
    this.folder = folder;
  }

  Path folder() {
    return folder;
  }

  Path classes() {
    return folder.resolve("target/classes");
  }

  /** The jars of the project's dependencies. */
  List<Path> libraries() throws IOException {
    try (Stream<Path> jars = Files.list(folder.resolve("target/lib"))) {
      return jars.sorted().toList();
    }
  }

  /** Makes a repository of what Maven has fetched and this build has made. */
  void install() throws IOException {
    Path known = Path.of(System.getProperty("zoetrope.repository"));
    Path ours = folder.resolve("repository/io/zoetrope");
    Files.createDirectories(ours);
    link(known, folder.resolve("repository"), "io");
    link(known.resolve("io"), folder.resolve("repository/io"), "zoetrope");
    put(ours, "zoetrope", ROOT);
    put(ours, "zoetrope-bom", ROOT.resolve("bom"));
    for (String module : JARS) {
      Path put = put(ours, "zoetrope-" + module, ROOT.resolve(module));
      String jar = "zoetrope-%s-%s.jar".formatted(module, VERSION);
      Files.copy(ROOT.resolve(module).resolve("target").resolve(jar), put.resolve(jar));
    }
  }

  private static void link(Path from, Path to, String butNot) throws IOException {
    try (Stream<Path> children = Files.list(from)) {
      for (Path child : children.toList()) {
        if (!child.endsWith(butNot)) {
          Files.createSymbolicLink(to.resolve(child.getFileName()), child.toRealPath());
        }
      }
    }
  }

  private static Path put(Path ours, String artifact, Path module) throws IOException {
    Path folder = Files.createDirectories(ours.resolve(artifact).resolve(VERSION));
    Files.copy(module.resolve("pom.xml"), folder.resolve("%s-%s.pom".formatted(artifact, VERSION)));
    return folder;
  }

  /** Writes the pom from the guide, with the versions of Maven's own plugins. */
  void writePom(String fromTheGuide) throws IOException {
    Files.writeString(
        folder.resolve("pom.xml"),
        """
        <project xmlns="http://maven.apache.org/POM/4.0.0">
          <modelVersion>4.0.0</modelVersion>
          <groupId>org.example</groupId>
          <artifactId>user</artifactId>
          <version>1</version>
        %s
          <build>
            <plugins>
              <plugin><artifactId>maven-compiler-plugin</artifactId><version>3.16.0</version></plugin>
              <plugin><artifactId>maven-resources-plugin</artifactId><version>3.4.0</version></plugin>
              <plugin>
                <artifactId>maven-dependency-plugin</artifactId>
                <version>3.9.0</version>
                <executions>
                  <execution>
                    <phase>compile</phase>
                    <goals><goal>copy-dependencies</goal></goals>
                    <configuration><outputDirectory>target/lib</outputDirectory></configuration>
                  </execution>
                </executions>
              </plugin>
            </plugins>
          </build>
        </project>
        """
            .formatted(fromTheGuide));
  }

  void writeSource(String text) throws IOException {
    Path sources = Files.createDirectories(folder.resolve("src/main/java"));
    var name = Pattern.compile("public class (\\w+)").matcher(text);
    assertThat(name.find()).as(text).isTrue();
    Files.writeString(sources.resolve(name.group(1) + ".java"), text);
  }

  void compile() throws IOException, InterruptedException {
    Path repository = folder.resolve("repository").toAbsolutePath();
    run(List.of("mvn", "-B", "-ntp", "-q", "-Dmaven.repo.local=" + repository, "compile"));
  }

  /** Starts a program with these options for Java; its output goes to the file {@code said}. */
  Process java(List<String> options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(options);
    return start(command);
  }

  String said() throws IOException {
    return Files.readString(folder.resolve("said"));
  }

  static String classPath(Stream<Path> entries) {
    return String.join(File.pathSeparator, entries.map(Path::toString).toList());
  }

  void run(List<String> command) throws IOException, InterruptedException {
    Process process = start(command);
    try {
      assertThat(process.waitFor(4, TimeUnit.MINUTES)).as(said()).isTrue();
      assertThat(process.exitValue()).as(said()).isZero();
    } finally {
      process.destroy();
    }
  }

  private Process start(List<String> command) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("said").toFile());
    builder.environment().putAll(Map.of("JAVA_HOME", System.getProperty("java.home")));
    return builder.start();
  }
}
