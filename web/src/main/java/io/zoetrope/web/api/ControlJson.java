package io.zoetrope.web.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.zoetrope.core.source.CameraControl;
import io.zoetrope.core.source.CameraControl.Kind;
import java.util.Locale;

/** A control as programs read it. Any thread. */
final class ControlJson {

  private ControlJson() {}

  static JsonObject of(CameraControl control) {
    JsonObject json =
        new JsonObject()
            .put("name", control.name())
            .put("label", control.label())
            .put("type", control.kind().name().toLowerCase(Locale.ROOT));
    switch (control.kind()) {
      case INTEGER ->
          json.put("minimum", control.minimum())
              .put("maximum", control.maximum())
              .put("step", control.step());
      case MENU -> json.put("menu", menu(control));
      case BOOLEAN, BUTTON -> {}
    }
    if (control.kind() != Kind.BUTTON) {
      json.put("default", value(control, control.defaultValue()))
          .put("value", value(control, control.value()));
    }
    return json.put("inactive", control.inactive()).put("readOnly", control.readOnly());
  }

  private static Object value(CameraControl control, long value) {
    return control.kind() == Kind.BOOLEAN ? (Object) (value != 0) : (Object) value;
  }

  private static JsonArray menu(CameraControl control) {
    JsonArray entries = new JsonArray();
    control
        .menu()
        .forEach(
            (value, name) -> entries.add(new JsonObject().put("value", value).put("name", name)));
    return entries;
  }
}
