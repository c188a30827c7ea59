package io.zoetrope.drivers.v4l2;

import io.zoetrope.core.source.CameraControl;
import io.zoetrope.core.source.CameraControl.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Asks a device for its controls. One thread. */
final class ControlQuery {
  private static final int NEXT = 0x8000_0000;
  private static final int DISABLED = 0x1;
  private static final int READ_ONLY = 0x4;
  private static final int INACTIVE = 0x10;

  private static final int INTEGER = 1;
  private static final int BOOLEAN = 2;
  private static final int MENU = 3;
  private static final int BUTTON = 4;
  private static final int INTEGER_MENU = 9;

  /** More than any camera has; one that never says that this was all is not asked for ever. */
  private static final int MOST_CONTROLS = 512;

  private static final int MOST_ENTRIES = 256;

  record Found(int id, CameraControl control) {}

  private final OpenDevice device;

  ControlQuery(OpenDevice device) {
    this.device = device;
  }

  /** All that are numbers, switches, menus or buttons; what else there is needs its own program. */
  List<Found> all() throws SystemCallException {
    List<Found> all = new ArrayList<>();
    Set<String> names = new HashSet<>();
    int last = 0;
    while (all.size() < MOST_CONTROLS) {
      int next = last | NEXT;
      IoctlArgument answer;
      try {
        answer = device.ask(Ioctl.QUERYCTRL, argument -> argument.put("id", next));
      } catch (SystemCallException e) {
        if (e.is(SystemCallException.EINVAL, SystemCallException.ENOTTY)) {
          return all;
        }
        throw e;
      }
      if (Integer.compareUnsigned(answer.number("id"), last) <= 0) {
        return all;
      }
      last = answer.number("id");
      Optional<Kind> kind = kind(answer.number("type"));
      if (kind.isPresent() && (answer.number("flags") & DISABLED) == 0) {
        all.add(new Found(last, control(answer, kind.get(), names)));
      }
    }
    return all;
  }

  /** As v4l2-ctl makes it: {@code White Balance, Auto} is {@code white_balance_auto}. */
  static String simpleName(String label) {
    return label.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_|_$", "");
  }

  private CameraControl control(IoctlArgument answer, Kind kind, Set<String> names)
      throws SystemCallException {
    String label = answer.text("name");
    String name = simpleName(label);
    for (int number = 2; !names.add(name); number++) {
      name = simpleName(label) + "_" + number;
    }
    int flags = answer.number("flags");
    return new CameraControl(
        name,
        label,
        kind,
        answer.number("minimum"),
        answer.number("maximum"),
        Math.max(1, answer.number("step")),
        answer.number("default_value"),
        kind == Kind.BUTTON ? 0 : value(answer),
        kind == Kind.MENU ? menu(answer) : new TreeMap<>(),
        (flags & INACTIVE) != 0,
        (flags & READ_ONLY) != 0);
  }

  /** Its default where the camera does not say, as with some values that it decides itself. */
  private int value(IoctlArgument control) throws SystemCallException {
    try {
      return device
          .ask(Ioctl.G_CTRL, argument -> argument.put("id", control.number("id")))
          .number("value");
    } catch (SystemCallException e) {
      if (e.is(SystemCallException.ENODEV)) {
        throw e;
      }
      return control.number("default_value");
    }
  }

  private SortedMap<Long, String> menu(IoctlArgument control) throws SystemCallException {
    SortedMap<Long, String> entries = new TreeMap<>();
    int first = Math.max(0, control.number("minimum"));
    int last = (int) Math.min(control.number("maximum"), (long) first + MOST_ENTRIES);
    for (int index = first; index <= last; index++) {
      int asked = index;
      try {
        IoctlArgument entry =
            device.ask(
                Ioctl.QUERYMENU,
                argument -> argument.put("id", control.number("id")).put("index", asked));
        entries.put(
            (long) index,
            control.number("type") == MENU
                ? entry.text("name")
                : String.valueOf(entry.longNumber("value")));
      } catch (SystemCallException e) {
        // A gap, as many menus have.
        if (!e.is(SystemCallException.EINVAL)) {
          throw e;
        }
      }
    }
    return entries;
  }

  private static Optional<Kind> kind(int type) {
    return switch (type) {
      case INTEGER -> Optional.of(Kind.INTEGER);
      case BOOLEAN -> Optional.of(Kind.BOOLEAN);
      case MENU, INTEGER_MENU -> Optional.of(Kind.MENU);
      case BUTTON -> Optional.of(Kind.BUTTON);
      default -> Optional.empty();
    };
  }
}
