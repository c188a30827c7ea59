package io.zoetrope.web.embed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The programs in docs/library.md are programs. */
class LibraryDocTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "library.md");
  private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern NAME = Pattern.compile("public class (\\w+)");

  @TempDir private Path classes;

  @Test
  @Timeout(30)
  void theyCompileAndThatOfTheCoreAloneRunsToItsEnd() throws Exception {
    List<JavaFileObject> programs =
        BLOCK
            .matcher(Files.readString(DOCUMENT))
            .results()
            .map(block -> source(block.group(1)))
            .toList();
    assertThat(programs).hasSizeGreaterThan(3);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    List<String> options =
        List.of(
            "-d",
            classes.toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "-Xlint:all,-processing,-try,-path,-classfile",
            "-proc:none",
            "-Werror");
    boolean fine = compiler.getTask(said, null, null, options, null, programs).call();
    assertThat(fine).as(said.toString()).isTrue();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
      loader.loadClass("CoreAlone").getMethod("main", String[].class).invoke(null, (Object) null);
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
