package io.zoetrope.core.source;

import io.zoetrope.base.Outcome.Returned;
import io.zoetrope.base.Spelling;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The drivers at hand, by scheme. Immutable; any thread may call it. */
public final class CameraDrivers {
  private final Map<String, CameraDriver> byScheme;

  /** Of drivers with the same scheme the first has it; one that does not say its own has none. */
  public CameraDrivers(Collection<? extends CameraDriver> drivers) {
    Map<String, CameraDriver> found = new TreeMap<>();
    for (CameraDriver driver : drivers) {
      if (DriverSearch.schemesOf(driver) instanceof Returned<Set<String>>(Set<String> schemes)) {
        schemes.forEach(scheme -> found.putIfAbsent(scheme, driver));
      }
    }
    byScheme = Collections.unmodifiableMap(found);
  }

  /** All schemes that can be opened, in lower case. */
  public SortedSet<String> schemes() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(byScheme.keySet()));
  }

  /**
   * The driver of this URI's scheme.
   *
   * @throws BadCameraUriException when there is none; the message names those that are there
   */
  public CameraDriver driverFor(CameraUri uri) {
    CameraDriver driver = byScheme.get(uri.scheme());
    if (driver == null) {
      throw new BadCameraUriException(
          "there is no camera of kind '%s:'; %s".formatted(uri.scheme(), advice(uri)));
    }
    return driver;
  }

  private String advice(CameraUri uri) {
    if (BareAddress.isHost(uri)) {
      return "if that is a host or a login, say how it is reached: write rtsp:// or http:// in front";
    }
    return Spelling.nearest(uri.scheme(), schemes())
        .map(meant -> "did you mean %s:?".formatted(meant))
        .orElseGet(() -> "there are %s:".formatted(String.join(":, ", schemes())));
  }
}
