package io.zoetrope.mp4;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds boxes in what was written. */
record Boxes(String type, ByteBuffer content) {

  /** The boxes of which these bytes consist, each with all its content. */
  static List<Boxes> in(byte[] bytes) {
    return in(ByteBuffer.wrap(bytes));
  }

  private static List<Boxes> in(ByteBuffer bytes) {
    List<Boxes> found = new ArrayList<>();
    while (bytes.hasRemaining()) {
      int size = bytes.getInt();
      byte[] type = new byte[4];
      bytes.get(type);
      String name = new String(type, StandardCharsets.ISO_8859_1);
      found.add(new Boxes(name, bytes.slice(bytes.position(), size - 8)));
      bytes.position(bytes.position() + size - 8);
    }
    return found;
  }

  static List<String> types(byte[] bytes) {
    return in(bytes).stream().map(Boxes::type).toList();
  }

  /** The content in hexadecimal of the box at a path such as {@code moov/trak[1]/mdia/hdlr}. */
  static String at(byte[] bytes, String path) {
    List<Boxes> level = in(bytes);
    @Nullable Boxes found = null;
    for (String step : path.split("/", -1)) {
      if (found != null) {
        level = in(found.children());
      }
      String name = step.split("\\[", -1)[0];
      int index = step.contains("[") ? step.charAt(step.indexOf('[') + 1) - '0' : 0;
      found = level.stream().filter(box -> box.type().equals(name)).toList().get(index);
    }
    return HexFormat.of().formatHex(Objects.requireNonNull(found, path).bytes());
  }

  private ByteBuffer children() {
    int ahead =
        switch (type) {
          case "stsd" -> 8;
          case "avc1", "hvc1" -> 78;
          case "mp4a", "Opus" -> 28;
          default -> 0;
        };
    return content.slice(ahead, content.remaining() - ahead);
  }

  private byte[] bytes() {
    byte[] bytes = new byte[content.remaining()];
    content.duplicate().get(bytes);
    return bytes;
  }
}
