package io.zoetrope.web.cameras;

import io.zoetrope.core.source.CameraControl;
import io.zoetrope.core.source.CameraControl.Kind;
import io.zoetrope.web.http.RefusedException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A control to set, and a value that it allows. */
record ControlRequest(CameraControl control, long value) {
  /** The controls that the object sets, in the order in which to set them. */
  static List<ControlRequest> all(ObjectNode wanted, List<CameraControl> controls)
      throws RefusedException {
    List<ControlRequest> all = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : wanted.properties()) {
      CameraControl control = find(entry.getKey(), controls);
      if (control.readOnly()) {
        throw bad("The control %s can only be read.".formatted(control.name()));
      }
      OptionalLong value = value(control, entry.getValue());
      if (value.isEmpty() || !control.allows(value.getAsLong())) {
        throw bad(
            "The control %s is %s, not %s."
                .formatted(
                    control.name(),
                    allowed(control),
                    RefusedException.shortened(entry.getValue().toString())));
      }
      all.add(new ControlRequest(control, value.getAsLong()));
    }
    // Switches and menus first: like an automatic mode, they unlock or lock the others.
    all.sort(Comparator.comparing(request -> request.control.kind() == Kind.INTEGER));
    return all;
  }

  private static CameraControl find(String name, List<CameraControl> controls)
      throws RefusedException {
    for (CameraControl control : controls) {
      if (control.name().equals(name)) {
        return control;
      }
    }
    throw bad(
        "There is no control '%s'; there are: %s."
            .formatted(
                name,
                controls.stream().map(CameraControl::name).collect(Collectors.joining(", "))));
  }

  /** The number of a JSON value; empty when it is of another type than the control's. */
  private static OptionalLong value(CameraControl control, JsonNode json) {
    return switch (control.kind()) {
      case BOOLEAN ->
          json.isBoolean() ? OptionalLong.of(json.booleanValue() ? 1 : 0) : OptionalLong.empty();
      case BUTTON ->
          json.isBoolean() && json.booleanValue() ? OptionalLong.of(1) : OptionalLong.empty();
      case INTEGER, MENU -> json.isNumber() ? whole(json.numberValue()) : OptionalLong.empty();
    };
  }

  private static OptionalLong whole(Number number) {
    double value = number.doubleValue();
    return value == Math.rint(value) && Math.abs(value) < 1L << 53
        ? OptionalLong.of((long) value)
        : OptionalLong.empty();
  }

  private static RefusedException bad(String sentence) {
    return new RefusedException(400, "bad_control", sentence);
  }

  private static String allowed(CameraControl control) {
    return switch (control.kind()) {
      case BOOLEAN -> "true or false";
      case BUTTON -> "a button, which true presses";
      case MENU ->
          "one of "
              + control.menu().entrySet().stream()
                  .map(entry -> "%d (%s)".formatted(entry.getKey(), entry.getValue()))
                  .collect(Collectors.joining(", "));
      case INTEGER ->
          "a whole number from %d to %d%s"
              .formatted(
                  control.minimum(),
                  control.maximum(),
                  control.step() == 1 ? "" : " in steps of " + control.step());
    };
  }
}
