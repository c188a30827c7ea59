package io.zoetrope.testing;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Webcams for machines that have none, as a small C library in place of the system's calls: a file
 * that describes a camera is one, for FFmpeg by {@code LD_PRELOAD} and for Java by {@link
 * #functions}. It is unplugged when it is deleted, and busy while another process streams from it.
 * Any thread may call it. Where there is no C compiler it fails, and says what to install.
 */
public final class V4l2StandIn {
  private static final String[] SOURCES = {
    "stand_in.h", "calls.c", "description.c", "answers.c", "controls.c", "stream.c"
  };

  private V4l2StandIn() {}

  /** The library, compiled once for this JVM. */
  public static Path library() {
    return Compiled.LIBRARY;
  }

  /** The library's {@code open}, {@code ioctl} and {@code close}. */
  public static SymbolLookup functions() {
    return Compiled.FUNCTIONS;
  }

  /** An FFmpeg, as a script in the folder, that takes the described cameras for real ones. */
  public static Path ffmpeg(Path folder, Path program) throws IOException {
    Path script = folder.resolve("ffmpeg-with-stand-in");
    Files.writeString(
        script,
        """
        #!/bin/sh
        LD_PRELOAD='%s' exec '%s' "$@"
        """
            .formatted(library(), program));
    if (!script.toFile().setExecutable(true)) {
      throw new IOException("%s cannot be made a program".formatted(script));
    }
    return script;
  }

  /** Makes the file a camera; the words of its lines are those that description.c reads. */
  public static Path plugIn(Path node, String... lines) throws IOException {
    Files.createDirectories(node.getParent());
    Path fresh = Files.createTempFile(node.getParent(), "fresh", "");
    Files.writeString(fresh, "v4l2-stand-in\n" + String.join("\n", lines) + "\n");
    return Files.move(fresh, node);
  }

  private static final class Compiled {
    static final Path LIBRARY = compile();
    static final SymbolLookup FUNCTIONS = load(LIBRARY);
  }

  @SuppressWarnings("restricted")
  private static SymbolLookup load(Path library) {
    return SymbolLookup.libraryLookup(library, Arena.global());
  }

  private static Path compile() {
    try {
      Path folder = Files.createTempDirectory("v4l2-stand-in");
      folder.toFile().deleteOnExit();
      Path library = folder.resolve("libv4l2_stand_in.so");
      List<String> command = new ArrayList<>(List.of("gcc", "-shared", "-fPIC", "-O1", "-pthread"));
      command.addAll(List.of("-D_GNU_SOURCE", "-std=gnu11", "-fvisibility=hidden"));
      command.addAll(List.of("-Wall", "-Wextra", "-Werror", "-o", library.toString()));
      for (String source : SOURCES) {
        Path copy = folder.resolve(source);
        Files.write(copy, resource(source));
        copy.toFile().deleteOnExit();
        if (source.endsWith(".c")) {
          command.add(copy.toString());
        }
      }
      library.toFile().deleteOnExit();
      run(command);
      return library;
    } catch (IOException e) {
      throw new AssertionError(
          "the webcams of the tests need a C compiler: apt install gcc libc6-dev linux-libc-dev",
          e);
    }
  }

  private static void run(List<String> command) throws IOException {
    Process compiler = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (!compiler.waitFor(60, TimeUnit.SECONDS) || compiler.exitValue() != 0) {
        throw new IOException("gcc failed: " + said);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = V4l2StandIn.class.getResourceAsStream("v4l2/" + name)) {
      if (in == null) {
        throw new IOException(name + " is not on the class path");
      }
      return in.readAllBytes();
    }
  }
}
