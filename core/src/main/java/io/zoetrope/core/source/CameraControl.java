package io.zoetrope.core.source;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Something about a camera that can be set while it runs, such as its brightness.
 *
 * @param name for programs: lower case, words joined by underscores
 * @param label for people, as the camera has it
 * @param step between one possible value and the next, counted from the minimum; 1 or more
 * @param value as it is now; 0 or 1 for {@link Kind#BOOLEAN}, without meaning for {@link
 *     Kind#BUTTON}
 * @param menu for {@link Kind#MENU} the possible values and what they are called, else empty
 * @param inactive whether it has no effect at present because another control decides
 */
public record CameraControl(
    String name,
    String label,
    Kind kind,
    long minimum,
    long maximum,
    long step,
    long defaultValue,
    long value,
    SortedMap<Long, String> menu,
    boolean inactive,
    boolean readOnly) {

  /** What its values are. */
  public enum Kind {
    /** A whole number from minimum to maximum, in steps. */
    INTEGER,
    /** 0 is off, 1 is on. */
    BOOLEAN,
    /** One of the numbers that the menu has. */
    MENU,
    /** Has no value: to set it is to press it. */
    BUTTON
  }

  public CameraControl {
    menu = Collections.unmodifiableSortedMap(new TreeMap<>(menu));
  }

  /** Whether the camera can be asked for this value. */
  public boolean allows(long candidate) {
    return switch (kind) {
      case MENU -> menu.containsKey(candidate);
      case BUTTON -> true;
      case BOOLEAN, INTEGER ->
          candidate >= minimum && candidate <= maximum && (candidate - minimum) % step == 0;
    };
  }
}
