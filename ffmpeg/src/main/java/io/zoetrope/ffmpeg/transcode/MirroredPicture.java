package io.zoetrope.ffmpeg.transcode;

import io.zoetrope.picture.JpegInspection.Picture;
import io.zoetrope.picture.JpegInspector;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * A picture that says to be turned as it did, and then to be mirrored top to bottom, which the
 * filter {@code vflip} takes back. FFmpeg 8 turns a picture that says nothing as the one before it;
 * so each says something, apart from those that were mirrored already. Any thread.
 */
public final class MirroredPicture {
  /** EXIF data (TIFF, one entry: orientation, a short, one of it) up to the value. */
  private static final byte[] EXIF =
      HexFormat.of()
          .parseHex(
              "ffe10022"
                  + "457869660000"
                  + "4d4d002a00000008"
                  + "0001"
                  + "0112000300000001"
                  + "00");

  private static final int SEGMENT_BYTES = 36;

  private MirroredPicture() {}

  /** The pieces of the picture, whose own bytes are not copied. */
  public static ByteBuffer[] of(ByteBuffer jpeg) {
    if (!(JpegInspector.inspect(jpeg) instanceof Picture picture)) {
      return new ByteBuffer[] {jpeg};
    }
    // Of several the last counts.
    int at = picture.scanOffset();
    ByteBuffer exif = ByteBuffer.allocate(SEGMENT_BYTES).put(EXIF);
    exif.put((byte) mirrored(picture.orientation())).clear();
    ByteBuffer whole = jpeg.slice();
    return new ByteBuffer[] {whole.slice(0, at), exif, whole.slice(at, whole.remaining() - at)};
  }

  private static int mirrored(int orientation) {
    return orientation <= 4 ? 5 - orientation : 13 - orientation;
  }
}
