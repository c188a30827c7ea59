package io.zoetrope.web.cameras;

import io.zoetrope.core.source.CameraControl;
import io.zoetrope.core.source.CameraControl.Kind;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A control as programs read it. Any thread. */
final class ControlJson {

  private ControlJson() {}

  static ObjectNode of(CameraControl control) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("name", control.name())
            .put("label", control.label())
            .put("type", control.kind().name().toLowerCase(Locale.ROOT));
    switch (control.kind()) {
      case INTEGER ->
          json.put("minimum", control.minimum())
              .put("maximum", control.maximum())
              .put("step", control.step());
      case MENU -> menu(control, json.putArray("menu"));
      case BOOLEAN, BUTTON -> {}
    }
    if (control.kind() != Kind.BUTTON) {
      json.set("default", value(control, control.defaultValue()))
          .set("value", value(control, control.value()));
    }
    return json.put("inactive", control.inactive()).put("readOnly", control.readOnly());
  }

  private static JsonNode value(CameraControl control, long value) {
    return control.kind() == Kind.BOOLEAN
        ? JsonNodeFactory.instance.booleanNode(value != 0)
        : JsonNodeFactory.instance.numberNode(value);
  }

  private static void menu(CameraControl control, ArrayNode entries) {
    control
        .menu()
        .forEach((value, name) -> entries.addObject().put("value", value).put("name", name));
  }
}
