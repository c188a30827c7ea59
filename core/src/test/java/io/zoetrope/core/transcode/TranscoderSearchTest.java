package io.zoetrope.core.transcode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is found on a class path on which something is broken. */
class TranscoderSearchTest {
  private static final String NAME = TranscoderSearchTest.class.getName();

  @TempDir private Path folder;

  /** One that needs a library that is not there. */
  public static final class Unlinked implements TranscoderProvider {
    public Unlinked() {
      throw new UnsatisfiedLinkError("no library");
    }

    @Override
    public Transcoder open() {
      throw new IllegalStateException("It cannot be made");
    }
  }

  /** One that works, or would. */
  public static final class Working implements TranscoderProvider {
    @Override
    public Transcoder open() throws IOException {
      throw new IOException("never opened here");
    }
  }

  @Test
  void brokenProvidersAreSkipped() throws Exception {
    assertThat(installed(NAME + "$Unlinked", NAME + "$Missing", NAME + "$Working"))
        .get()
        .isInstanceOf(Working.class);
  }

  @Test
  void whenAllAreBrokenThereIsNone() throws Exception {
    assertThat(installed(NAME + "$Unlinked", "java.lang.String")).isEmpty();
  }

  private Optional<TranscoderProvider> installed(String... names) throws IOException {
    Path file = folder.resolve("META-INF/services").resolve(TranscoderProvider.class.getName());
    Files.createDirectories(file.getParent());
    Files.writeString(file, String.join("\n", names));
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {folder.toUri().toURL()}, getClass().getClassLoader()) {
          @Override
          public Enumeration<URL> getResources(String name) throws IOException {
            return findResources(name); // Not what else is on the class path of this test.
          }
        }) {
      thread.setContextClassLoader(loader);
      return TranscoderSearch.installed();
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
