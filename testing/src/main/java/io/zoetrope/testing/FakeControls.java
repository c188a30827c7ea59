package io.zoetrope.testing;

import io.zoetrope.core.driver.CameraControl;
import io.zoetrope.core.driver.CameraControl.Kind;
import io.zoetrope.core.driver.CameraControls;
import io.zoetrope.core.driver.ControlRefusedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Controls under the test's control. Any thread may call it. */
public final class FakeControls implements CameraControls {
  private final Map<String, CameraControl> controls = new LinkedHashMap<>(); // guarded by this
  private final List<String> log = new ArrayList<>(); // guarded by this
  private volatile @Nullable String fault;
  private volatile String refused = "";

  FakeControls(CameraControl... all) {
    for (CameraControl control : all) {
      controls.put(control.name(), control);
    }
  }

  public static CameraControl integer(
      String name, long minimum, long maximum, long step, long value) {
    return control(name, Kind.INTEGER, minimum, maximum, step, value, new TreeMap<>(), false);
  }

  public static CameraControl readOnly(String name, long value) {
    return control(name, Kind.INTEGER, 0, 100, 1, value, new TreeMap<>(), true);
  }

  public static CameraControl toggle(String name, boolean value) {
    return control(name, Kind.BOOLEAN, 0, 1, 1, value ? 1 : 0, new TreeMap<>(), false);
  }

  public static CameraControl button(String name) {
    return control(name, Kind.BUTTON, 0, 0, 1, 0, new TreeMap<>(), false);
  }

  public static CameraControl menu(String name, long value, Map<Long, String> entries) {
    return control(name, Kind.MENU, 0, 9, 1, value, new TreeMap<>(entries), false);
  }

  /** Makes every call fail for this reason from now on. */
  public void fail(String reason) {
    fault = reason;
  }

  /** Makes the camera refuse what it is asked for this control. */
  public void refuse(String name) {
    refused = name;
  }

  /** What was set, in order, as in {@code brightness=12}. */
  public synchronized List<String> log() {
    return List.copyOf(log);
  }

  @Override
  public synchronized List<CameraControl> list() throws IOException {
    failIfToldSo();
    return List.copyOf(controls.values());
  }

  @Override
  public synchronized void set(String name, long value) throws IOException {
    failIfToldSo();
    if (refused.equals(name)) {
      throw new ControlRefusedException("the camera does not take " + name);
    }
    log.add(name + "=" + value);
    controls.computeIfPresent(name, (_, control) -> withValue(control, value));
  }

  private void failIfToldSo() throws IOException {
    if (fault != null) {
      throw new IOException(fault);
    }
  }

  private static CameraControl withValue(CameraControl control, long value) {
    return new CameraControl(
        control.name(),
        control.label(),
        control.kind(),
        control.minimum(),
        control.maximum(),
        control.step(),
        control.defaultValue(),
        value,
        control.menu(),
        control.inactive(),
        control.readOnly());
  }

  private static CameraControl control(
      String name,
      Kind kind,
      long minimum,
      long maximum,
      long step,
      long value,
      SortedMap<Long, String> menu,
      boolean readOnly) {
    String label = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    return new CameraControl(
        name, label, kind, minimum, maximum, step, value, value, menu, false, readOnly);
  }
}
