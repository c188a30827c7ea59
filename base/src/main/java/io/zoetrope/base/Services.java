package io.zoetrope.base;

import io.zoetrope.base.Outcome.Returned;
import io.zoetrope.base.Outcome.Threw;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What others offer through {@link ServiceLoader}. One that is broken or hangs while it is made
 * costs only itself. Any thread.
 */
public final class Services {
  /** A loader that fails in the same way again and again will not get any further. */
  private static final int MOST_FAILURES = 20;

  private Services() {}

  /**
   * Makes all that are wanted, in the order found; of those that cannot be made in time, says why.
   * No loader is the system's.
   */
  public static <S> List<Outcome<S>> load(
      Class<S> service, @Nullable ClassLoader loader, Predicate<Class<?>> wanted, Duration atMost) {
    Iterator<ServiceLoader.Provider<S>> offers =
        ServiceLoader.load(service, loader).stream().iterator();
    List<Outcome<S>> found = new ArrayList<>();
    boolean more = true;
    while (more && found.stream().filter(Threw.class::isInstance).count() < MOST_FAILURES) {
      switch (ForeignCode.<Optional<ServiceLoader.Provider<S>>>call(
          () -> offers.hasNext() ? Optional.of(offers.next()) : Optional.empty())) {
        case Returned<Optional<ServiceLoader.Provider<S>>>(var offer) -> {
          more = offer.isPresent();
          offer
              .filter(one -> wanted.test(one.type()))
              .ifPresent(one -> found.add(make(one, atMost)));
        }
        case Threw<Optional<ServiceLoader.Provider<S>>>(Throwable broken) ->
            found.add(new Threw<>(broken));
      }
    }
    return found;
  }

  private static <S> Outcome<S> make(ServiceLoader.Provider<S> offer, Duration atMost) {
    try {
      return new ForeignCode("The maker of " + offer.type().getName())
          .callWithin(atMost, offer::get);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Threw<>(e);
    }
  }
}
