package io.zoetrope.benchmarks.report;

import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** For any thread. Writes maps, lists, public records, numbers and words as JSON. */
public final class Json {
  private final StringBuilder out = new StringBuilder();

  private Json() {}

  public static String of(@Nullable Object value) {
    Json json = new Json();
    json.write(value, "\n");
    return json.out.append('\n').toString();
  }

  private void write(@Nullable Object value, String indent) {
    switch (value) {
      case null -> out.append("null");
      case Double number when number.isNaN() || number.isInfinite() -> out.append("null");
      case Double number -> out.append(String.format(Locale.ROOT, "%.4f", number));
      case Number number -> out.append(number);
      case Boolean truth -> out.append(truth);
      case Map<?, ?> map -> writeMap(map, indent);
      case List<?> list -> writeList(list, indent);
      case Record fields -> writeRecord(fields, indent);
      default -> writeText(value.toString());
    }
  }

  private void writeMap(Map<?, ?> map, String indent) {
    out.append('{');
    String separator = "";
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      separator = writeField(separator, String.valueOf(entry.getKey()), entry.getValue(), indent);
    }
    out.append(map.isEmpty() ? "" : indent).append('}');
  }

  private void writeRecord(Record fields, String indent) {
    out.append('{');
    String separator = "";
    try {
      for (RecordComponent component : fields.getClass().getRecordComponents()) {
        Object value = component.getAccessor().invoke(fields);
        separator = writeField(separator, component.getName(), value, indent);
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("not a public record: " + fields.getClass(), e);
    }
    out.append(indent).append('}');
  }

  private String writeField(String separator, String name, @Nullable Object value, String indent) {
    out.append(separator).append(indent).append("  ");
    writeText(name);
    out.append(": ");
    write(value, indent + "  ");
    return ",";
  }

  private void writeList(List<?> list, String indent) {
    out.append('[');
    for (Iterator<?> each = list.iterator(); each.hasNext(); ) {
      out.append(indent).append("  ");
      write(each.next(), indent + "  ");
      out.append(each.hasNext() ? "," : indent);
    }
    out.append(']');
  }

  private void writeText(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
