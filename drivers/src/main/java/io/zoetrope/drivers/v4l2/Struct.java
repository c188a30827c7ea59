package io.zoetrope.drivers.v4l2;

import java.util.HashMap;
import java.util.Map;

/** Where the fields of a struct of {@code linux/videodev2.h} are, and how many bytes it has. */
record Struct(Map<String, Field> fields, int bytes) {
  record Field(int offset, int bytes) {}

  /**
   * Lays out fields in their order: {@code index} is a number of 32 bits, {@code card:32} a text of
   * 32 bytes, {@code width/min_width} one place of a union, {@code +3} three reserved numbers.
   */
  static Struct of(String words) {
    Map<String, Field> fields = new HashMap<>();
    int offset = 0;
    for (String word : words.split(" ", -1)) {
      if (word.startsWith("+")) {
        offset += Integer.BYTES * Integer.parseInt(word.substring(1));
        continue;
      }
      int colon = word.indexOf(':');
      int bytes = colon < 0 ? Integer.BYTES : Integer.parseInt(word.substring(colon + 1));
      for (String name : (colon < 0 ? word : word.substring(0, colon)).split("/", -1)) {
        fields.put(name, new Field(offset, bytes));
      }
      offset += bytes;
    }
    return new Struct(Map.copyOf(fields), offset);
  }
}
