package io.zoetrope.picture;

import static io.zoetrope.picture.SampleJpegs.bytes;

import java.nio.ByteBuffer;

/** What the tests of JpegInspectorTest and BrokenJpegTest share. */
abstract class JpegInspectorFixture {
  static final byte[] PICTURE = SampleJpegs.picture();
  static final int SCAN = picture(PICTURE).scanOffset();

  static JpegInspection.Picture picture(byte[] bytes) {
    return (JpegInspection.Picture) JpegInspector.inspect(ByteBuffer.wrap(bytes));
  }

  static String reason(byte[] bytes) {
    return ((JpegInspection.Broken) JpegInspector.inspect(ByteBuffer.wrap(bytes))).reason();
  }
}
