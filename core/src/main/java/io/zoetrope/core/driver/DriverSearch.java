package io.zoetrope.core.driver;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
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

  /** A loader that fails in the same way again and again will not get any further. */
  private static final int MOST_FAULTS = 20;

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
    Iterator<ServiceLoader.Provider<CameraDriver>> offers =
        ServiceLoader.load(CameraDriver.class, loader).stream().iterator();
    while (faults.size() < MOST_FAULTS) {
      try {
        if (!offers.hasNext()) {
          break;
        }
        ServiceLoader.Provider<CameraDriver> offer = offers.next();
        if (wanted.test(offer.type())) {
          CameraDriver driver = offer.get();
          flawIn(driver).ifPresentOrElse(faults::add, () -> drivers.add(driver));
        }
      } catch (Throwable broken) {
        // A driver is foreign code: whatever it throws costs only itself.
        faults.add(explain(broken));
      }
    }
    return new DriverSearch(drivers, faults);
  }

  /** Says what is wrong with a driver that no camera can be opened with. */
  public static Optional<String> flawIn(CameraDriver driver) {
    return driver.schemes().stream()
        .filter(scheme -> !SCHEME.matcher(scheme).matches())
        .findFirst()
        .map(scheme ->
            "%s has the scheme '%s', but a scheme is two or more lower-case letters and digits"
                .formatted(driver.getClass().getName(), scheme));
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
      default -> failsWhenMade(cause);
    };
  }

  private static String failsWhenMade(@Nullable Throwable thrown) {
    return "its driver fails when it is made: " + thrown;
  }
}
