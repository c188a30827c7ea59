package io.zoetrope.picture;

import org.jspecify.annotations.Nullable;

/** The font at one height; scales a character when it is first used. For one thread at a time. */
final class ScaledFont {
  private final int height;
  private final int advance;
  private final byte[] @Nullable [] masks = new byte[PixelFont.count()][];

  ScaledFont(int height) {
    this.height = height;
    this.advance = PixelFont.advance(height);
  }

  int height() {
    return height;
  }

  int advance() {
    return advance;
  }

  /** One byte per pixel, {@link #advance} times {@link #height}. */
  byte[] coverage(int codePoint) {
    int index = PixelFont.index(codePoint);
    byte[] mask = masks[index];
    if (mask == null) {
      mask = PixelFont.render(index, height);
      masks[index] = mask;
    }
    return mask;
  }
}
