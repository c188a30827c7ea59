package io.zoetrope.core.frame;

/** How a picture is encoded and how many pixels it has. */
public record PictureFormat(Codec codec, int width, int height) {

  public static PictureFormat jpeg(int width, int height) {
    return new PictureFormat(Codec.JPEG, width, height);
  }
}
