package io.zoetrope.base;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.base.Outcome.Returned;
import io.zoetrope.base.Outcome.Threw;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is found of services some of which are hostile. */
@NullMarked
final class ServicesTest {
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final CountDownLatch NEVER = new CountDownLatch(1);

  @TempDir private Path folder;

  /** A service. */
  public interface Greeter {}

  /** One that works. */
  public static final class Good implements Greeter {}

  /** Another one that works. */
  public static final class AlsoGood implements Greeter {}

  /** One that throws. */
  public static final class Throwing implements Greeter {
    public Throwing() {
      throw new IllegalStateException("not today");
    }
  }

  /** One that throws while its class is initialized. */
  public static final class Uninitialized implements Greeter {
    static final int NUMBER = Integer.parseInt("no number");
  }

  /** One that needs a library. */
  public static final class Unlinked implements Greeter {
    public Unlinked() {
      throw new UnsatisfiedLinkError("no library");
    }
  }

  /** One that hangs, deaf to interruption. */
  public static final class Hanging implements Greeter {
    public Hanging() {
      while (NEVER.getCount() > 0) {
        try {
          NEVER.await();
        } catch (InterruptedException e) {
          // It is deaf to that.
        }
      }
    }
  }

  @Test
  void aHostileOneHarmsOnlyItself() throws Exception {
    try (URLClassLoader loader =
        offering(
            "Good", "Throwing", "Missing", "Hanging", "Uninitialized", "Unlinked", "AlsoGood")) {
      List<Class<?>> found = new ArrayList<>();
      for (Outcome<Greeter> offer : Services.load(Greeter.class, loader, _ -> true, SHORT)) {
        found.add(
            switch (offer) {
              case Returned<Greeter>(Greeter greeter) -> greeter.getClass();
              case Threw<Greeter>(ServiceConfigurationError said) ->
                  said.getCause() == null ? said.getClass() : said.getCause().getClass();
              case Threw<Greeter>(Throwable thrown) -> thrown.getClass();
            });
      }

      assertThat(found.getFirst()).isEqualTo(Good.class);
      assertThat(found.getLast()).isEqualTo(AlsoGood.class);
      assertThat(found)
          .filteredOn(Throwable.class::isAssignableFrom)
          .hasSize(5)
          .contains(ServiceConfigurationError.class, IllegalStateException.class);
      assertThat(found).anyMatch(TimeoutException.class::isAssignableFrom);
    } finally {
      NEVER.countDown();
    }
  }

  @Test
  void whatIsNotWantedIsNotMade() throws Exception {
    try (URLClassLoader loader = offering("Hanging", "Good")) {
      List<Outcome<Greeter>> found =
          Services.load(Greeter.class, loader, type -> type == Good.class, Duration.ofHours(1));

      assertThat(found).singleElement().isInstanceOf(Returned.class);
    }
  }

  private URLClassLoader offering(String... names) throws Exception {
    Path file = folder.resolve("META-INF/services").resolve(Greeter.class.getName());
    Files.createDirectories(file.getParent());
    StringBuilder lines = new StringBuilder();
    for (String name : names) {
      lines.append(ServicesTest.class.getName()).append('$').append(name).append('\n');
    }
    Files.writeString(file, lines);
    return new URLClassLoader(
        new URL[] {folder.toUri().toURL()}, ServicesTest.class.getClassLoader());
  }
}
