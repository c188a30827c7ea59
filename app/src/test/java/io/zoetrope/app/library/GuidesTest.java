package io.zoetrope.app.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The code in the guides can be pasted as it is. */
@Timeout(60)
class GuidesTest {
  private static final Pattern BLOCK = Pattern.compile("(?s)```java\n(.*?)```");
  private static final Pattern IMPORT = Pattern.compile("(?m)^import .*;\n");
  private static final Pattern NAME = Pattern.compile("public class (\\w+)");

  @TempDir private Path folder;

  @Test
  void allCodeOfTheLibraryGuideCompilesAndTheCoreExampleRuns() throws Exception {
    List<String> programs = blocks("library.md");
    assertThat(programs).hasSizeGreaterThan(3);
    compile(programs);
    run("CoreAlone");
  }

  @Test
  void theBlocksOfTheTasksGuideFormOneRunningProgram() throws Exception {
    String all = String.join("", blocks("tasks.md"));
    assertThat(all).contains("Path.of(\"tasks.db\")");
    String file = folder.resolve("tasks.db").toString();
    compile(List.of(program("Restaurant", all.replace("tasks.db", file))));
    run("Restaurant");
    assertThat(folder.resolve("tasks.db")).exists();
  }

  @Test
  void allBlocksOfTheRowsGuideCompile() throws Exception {
    StringBuilder body =
        new StringBuilder(
            """
            var router = io.vertx.ext.web.Router.router(io.vertx.core.Vertx.vertx());
            var file = java.nio.file.Path.of("file");
            long[] primes = {2, 3, 5};
            io.zoetrope.rows.TableSource<String> source = null;
            """);
    List<String> blocks = blocks("rows.md");
    assertThat(blocks).hasSizeGreaterThan(2);
    StringBuilder imports = new StringBuilder();
    for (String block : blocks) {
      IMPORT.matcher(block).results().map(MatchResult::group).forEach(imports::append);
      body.append("{\n").append(IMPORT.matcher(block).replaceAll("")).append("}\n");
    }
    compile(List.of(program("Rows", imports + body.toString())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"library.md", "tasks.md", "rows.md"})
  void eachGuideSaysThatFailuresAreSilentWithoutAnSlf4jBinding(String document) throws Exception {
    assertThat(Files.readString(Path.of("..", "docs", document)))
        .containsPattern("SLF4J[^.]*\\bbinding");
  }

  private static List<String> blocks(String document) throws IOException {
    return BLOCK
        .matcher(Files.readString(Path.of("..", "docs", document)))
        .results()
        .map(block -> block.group(1))
        .toList();
  }

  /** A program of these statements and their imports. */
  private static String program(String name, String text) {
    StringBuilder imports = new StringBuilder();
    IMPORT.matcher(text).results().map(MatchResult::group).forEach(imports::append);
    return "%spublic class %s {\npublic static void main(String[] args) throws Exception {\n%s}\n}\n"
        .formatted(imports, name, IMPORT.matcher(text).replaceAll(""));
  }

  private void compile(List<String> programs) {
    StringWriter said = new StringWriter();
    List<String> options =
        new ArrayList<>(
            List.of(
                "-d",
                folder.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-Xlint:all,-processing,-try,-path,-classfile",
                "-proc:none",
                "-Werror"));
    List<JavaFileObject> sources = programs.stream().map(GuidesTest::source).toList();
    boolean fine =
        ToolProvider.getSystemJavaCompiler()
            .getTask(said, null, null, options, null, sources)
            .call();
    assertThat(fine).as(said.toString()).isTrue();
  }

  private void run(String program) throws Exception {
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      loader.loadClass(program).getMethod("main", String[].class).invoke(null, (Object) null);
    }
  }

  private static JavaFileObject source(String text) {
    var name = NAME.matcher(text);
    assertThat(name.find()).as(text).isTrue();
    return new SimpleJavaFileObject(
        URI.create("string:///" + name.group(1) + ".java"), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
      }
    };
  }
}
