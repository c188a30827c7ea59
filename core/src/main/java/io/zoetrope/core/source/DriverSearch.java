package io.zoetrope.core.source;

import io.zoetrope.base.ForeignCode;
import io.zoetrope.base.Outcome;
import io.zoetrope.base.Outcome.Returned;
import io.zoetrope.base.Outcome.Threw;
import io.zoetrope.base.Services;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a class loader offers as drivers. A driver is foreign code: one that is broken costs only
 * itself, and leaves a sentence that says why.
 *
 * @param drivers in the order found
 * @param faults a sentence for each driver that cannot be used
 */
public record DriverSearch(List<CameraDriver> drivers, List<String> faults) {
  private static final Pattern SCHEME = Pattern.compile("[a-z][a-z0-9+.-]+");

  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(3);

  public DriverSearch {
    drivers = List.copyOf(drivers);
    faults = List.copyOf(faults);
  }

  /** The drivers on the class path. */
  public static DriverSearch installed() {
    return search(Thread.currentThread().getContextClassLoader(), _ -> true);
  }

  /** The drivers of this loader that are not its parents'. */
  public static DriverSearch onlyIn(ClassLoader loader) {
    return search(loader, type -> loader.equals(type.getClassLoader()));
  }

  private static DriverSearch search(@Nullable ClassLoader loader, Predicate<Class<?>> wanted) {
    List<CameraDriver> drivers = new ArrayList<>();
    List<String> faults = new ArrayList<>();
    for (Outcome<CameraDriver> offer :
        Services.load(CameraDriver.class, loader, wanted, LONGEST_ANSWER)) {
      switch (offer) {
        case Returned<CameraDriver>(CameraDriver driver) ->
            flawIn(driver).ifPresentOrElse(faults::add, () -> drivers.add(driver));
        case Threw<CameraDriver>(Throwable broken) -> faults.add(explain(broken));
      }
    }
    return new DriverSearch(drivers, faults);
  }

  /** Says what is wrong with a driver that no camera can be opened with. */
  public static Optional<String> flawIn(CameraDriver driver) {
    String name = driver.getClass().getName();
    return switch (schemesOf(driver)) {
      case Returned<Set<String>>(Set<String> schemes) ->
          schemes.stream()
              .filter(scheme -> !SCHEME.matcher(scheme).matches())
              .findFirst()
              .map(scheme ->
                  "%s has the scheme '%s', but a scheme is two or more lower-case letters and digits"
                      .formatted(name, scheme));
      case Threw<Set<String>>(TimeoutException late) ->
          Optional.of("%s %s with its schemes".formatted(name, late.getMessage()));
      case Threw<Set<String>>(Throwable broken) ->
          Optional.of(
              "%s fails when it is asked for its schemes: %s"
                  .formatted(name, ForeignCode.describe(broken)));
    };
  }

  /** A driver's schemes, or why it does not say them. */
  static Outcome<Set<String>> schemesOf(CameraDriver driver) {
    try {
      return new ForeignCode("The driver " + driver.getClass().getName())
          .callWithin(LONGEST_ANSWER, () -> Set.copyOf(driver.schemes()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Threw<>(e);
    }
  }

  private static String explain(Throwable thrown) {
    Throwable cause = thrown;
    while (cause instanceof ServiceConfigurationError && cause.getCause() != null) {
      cause = cause.getCause();
    }
    String told = String.valueOf(cause.getMessage());
    return switch (cause) {
      // The loader's own words, as in "Provider x.Y not found".
      case ServiceConfigurationError _ -> told.replace(CameraDriver.class.getName() + ": ", "");
      case UnsupportedClassVersionError _ -> "it is built for a newer Java: " + told;
      case ExceptionInInitializerError _ -> failsWhenMade(cause.getCause());
      case LinkageError _ ->
          "it does not fit this version of Zoetrope, or a class is missing: " + cause;
      case TimeoutException late -> "its driver " + late.getMessage() + " when it is made";
      default -> failsWhenMade(cause);
    };
  }

  private static String failsWhenMade(@Nullable Throwable thrown) {
    return "its driver fails when it is made: "
        + (thrown == null ? "no reason given" : ForeignCode.describe(thrown));
  }
}
