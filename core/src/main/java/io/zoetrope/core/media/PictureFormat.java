package io.zoetrope.core.media;

/**
 * How a picture is encoded and how many pixels it has. Immutable.
 *
 * @param width in pixels, as people see it, that is, turned as EXIF says; 0 where nobody looked
 * @param height in pixels, as people see it; 0 where nobody looked
 */
public record PictureFormat(Codec codec, int width, int height) {

  /** A JPEG of so many pixels. */
  public static PictureFormat jpeg(int width, int height) {
    return new PictureFormat(Codec.JPEG, width, height);
  }
}
