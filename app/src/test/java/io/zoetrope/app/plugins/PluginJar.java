package io.zoetrope.app.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;

/** Compiles a driver and puts it into a jar. */
public final class PluginJar {
  /** The name of each driver's class. */
  public static final String CLASS = "other.Driver";

  private static final String SERVICE = "META-INF/services/io.zoetrope.core.source.CameraDriver";

  private PluginJar() {}

  /** A driver whose {@code open} is this code; it may use the class {@code Library}. */
  public static String driver(String scheme, String open) {
    return """
    package other;
    import io.zoetrope.core.source.*;
    import java.util.Set;
    public final class Driver implements CameraDriver {
      public Set<String> schemes() { return Set.of("%s"); }
      public FrameSource open(CameraUri uri, DriverContext context) throws java.io.IOException { %s }
    }
    class Library { static String name() { return "library of %s"; } }
    """
        .formatted(scheme, open, scheme);
  }

  /** Compiles the source, leaves the classes named out, and names the service's class. */
  public static Path write(Path jar, String source, String service, String... without)
      throws IOException {
    Path work = Files.createTempDirectory(jar.getParent(), "classes");
    Path file = Files.writeString(work.resolve("Driver.java"), source);
    int exitCode =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                work.toString(),
                file.toString());
    assertThat(exitCode).isZero();
    try (OutputStream out = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(out);
        var classes = Files.list(work.resolve("other"))) {
      if (!service.isEmpty()) {
        put(zip, SERVICE, service.getBytes(StandardCharsets.UTF_8));
      }
      for (Path each : classes.toList()) {
        String name = each.getFileName().toString();
        if (!List.of(without).contains(name.replace(".class", ""))) {
          put(zip, "other/" + name, Files.readAllBytes(each));
        }
      }
    }
    return jar;
  }

  private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(bytes);
    zip.closeEntry();
  }
}
