package io.zoetrope.picture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** JPEG files to look at and to damage. */
final class SampleJpegs {
  private SampleJpegs() {}

  /** A small whole picture, 40 by 24 pixels. */
  static byte[] picture() {
    var canvas = new Canvas(40, 24);
    canvas.disc(20, 12, 9, Ink.rgb(0xF2A93B));
    return Decoded.bytes(new JpegEncoder(50).encode(canvas));
  }

  /** Leaves out every header segment with this marker. */
  static byte[] without(byte[] jpeg, int marker) {
    var result = new ByteArrayOutputStream();
    result.write(jpeg, 0, 2);
    int offset = 2;
    int code;
    do {
      code = jpeg[offset + 1] & 0xFF;
      int next = offset + 2 + ((jpeg[offset + 2] & 0xFF) << 8) + (jpeg[offset + 3] & 0xFF);
      if (code != marker) {
        result.write(jpeg, offset, next - offset);
      }
      offset = next;
    } while (code != 0xDA);
    result.write(jpeg, offset, jpeg.length - offset);
    return result.toByteArray();
  }

  static byte[] insert(byte[] jpeg, int offset, byte[] what) {
    return join(Arrays.copyOf(jpeg, offset), what, Arrays.copyOfRange(jpeg, offset, jpeg.length));
  }

  static byte[] segment(int marker, byte[] content) {
    int length = content.length + 2;
    return join(bytes(0xFF, marker, length >> 8, length & 0xFF), content);
  }

  static byte[] bytes(int... values) {
    var bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  static byte[] join(byte[]... parts) {
    var result = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      result.writeBytes(part);
    }
    return result.toByteArray();
  }

  /** Where the content of the frame header begins, after its marker. */
  static int frameHeader(byte[] jpeg) {
    for (int i = 0; ; i++) {
      if ((jpeg[i] & 0xFF) == 0xFF && (jpeg[i + 1] & 0xFF) == 0xC0) {
        return i + 2;
      }
    }
  }

  /** EXIF data with this orientation only, in either order of bytes. */
  static byte[] exif(int orientation, boolean little) {
    ByteBuffer tiff =
        ByteBuffer.allocate(26).order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    tiff.putShort((short) (little ? 0x4949 : 0x4D4D)).putShort((short) 42).putInt(8);
    tiff.putShort((short) 1);
    tiff.putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) orientation);
    return join("Exif\0\0".getBytes(StandardCharsets.US_ASCII), tiff.array());
  }
}
