package io.zoetrope.benchmarks.report;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** For any thread. Writes results as JSON, in the order of their fields. */
final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .addModule(
              new SimpleModule()
                  .addSerializer(Double.class, new Measured())
                  .addSerializer(double.class, new Measured()))
          .build();

  private Json() {}

  static String of(Object value) {
    return MAPPER.writeValueAsString(value) + "\n";
  }

  /** JSON has no number for what could not be measured. */
  private static final class Measured extends ValueSerializer<Double> {
    @Override
    public void serialize(Double value, JsonGenerator out, SerializationContext context) {
      if (Double.isFinite(value)) {
        out.writeNumber(Math.rint(value * 1e4) / 1e4);
      } else {
        out.writeNull();
      }
    }
  }
}
