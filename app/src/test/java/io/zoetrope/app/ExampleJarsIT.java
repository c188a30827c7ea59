package io.zoetrope.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On a Java that is too old, the examples print a sentence and no stack trace. */
final class ExampleJarsIT {
  private static final Path ROOT = Path.of(System.getProperty("zoetrope.root", ".."));
  private static final int JAVA_8 = 52;
  private static final int JAVA_25 = 69;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ajax-add/target/ajax-add.jar",
        "embed/target/live-plot.jar",
        "kitchen/target/kitchen.jar",
        "redis-tasks/target/redis-tasks.jar",
        "stock-table/target/stock-table.jar"
      })
  void theirLaunchersRunOnOldJavaAndSayWhichVersionIsNeeded(String path) throws Exception {
    try (JarFile jar = new JarFile(ROOT.resolve("examples").resolve(path).toFile())) {
      String start = jar.getManifest().getMainAttributes().getValue("Main-Class").replace('.', '/');
      assertThat(version(jar, start)).isEqualTo(JAVA_8);
      assertThat(version(jar, start.replace("/Start", "/"))).isEqualTo(JAVA_25);
      Path example = ROOT.resolve("examples").resolve(path.substring(0, path.indexOf('/')));
      assertThat(Files.readString(example.resolve("src/main/java/" + start + ".java")))
          .contains("This program needs Java 25 or newer, but this is Java ");
    }
  }

  private static int version(JarFile jar, String type) throws Exception {
    try (DataInputStream in =
        new DataInputStream(jar.getInputStream(jar.getEntry(type + ".class")))) {
      assertThat(in.readInt()).isEqualTo(0xCAFEBABE);
      in.readUnsignedShort();
      return in.readUnsignedShort();
    }
  }
}
