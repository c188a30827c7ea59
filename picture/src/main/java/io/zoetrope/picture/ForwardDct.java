package io.zoetrope.picture;

/**
 * The forward cosine transform of a block of eight by eight samples, by the method of Arai, Agui
 * and Nakajima: five multiplications a row, at the price of coefficients that are scaled by {@link
 * #scale}.
 */
final class ForwardDct {
  private static final float COS_4 = (float) Math.cos(4 * Math.PI / 16);
  private static final float COS_6 = (float) Math.cos(6 * Math.PI / 16);
  private static final float COS_2_LESS_COS_6 =
      (float) (Math.cos(2 * Math.PI / 16) - Math.cos(6 * Math.PI / 16));
  private static final float COS_2_PLUS_COS_6 =
      (float) (Math.cos(2 * Math.PI / 16) + Math.cos(6 * Math.PI / 16));

  private ForwardDct() {}

  /** By what factor the coefficient at a place (row by row) is greater than the true one. */
  static double scale(int place) {
    return 8 * scaleOfLine(place >> 3) * scaleOfLine(place & 7);
  }

  private static double scaleOfLine(int i) {
    return i == 0 ? 1 : Math.sqrt(2) * Math.cos(i * Math.PI / 16);
  }

  /** Samples are 0 to 255 and are taken as -128 to 127; the block is filled row by row. */
  static void transform(byte[] samples, int offset, int stride, float[] block) {
    for (int row = 0; row < 8; row++) {
      for (int column = 0; column < 8; column++) {
        block[row * 8 + column] = samples[offset + row * stride + column] & 0xFF;
      }
      transformLine(block, row * 8, 1);
    }
    for (int column = 0; column < 8; column++) {
      transformLine(block, column, 8);
    }
    block[0] -= 64 * 128;
  }

  private static void transformLine(float[] block, int start, int step) {
    float s0 = block[start];
    float s1 = block[start + step];
    float s2 = block[start + 2 * step];
    float s3 = block[start + 3 * step];
    float s4 = block[start + 4 * step];
    float s5 = block[start + 5 * step];
    float s6 = block[start + 6 * step];
    float s7 = block[start + 7 * step];
    float sum07 = s0 + s7;
    float sum16 = s1 + s6;
    float sum25 = s2 + s5;
    float sum34 = s3 + s4;
    float difference34 = s3 - s4;
    float difference25 = s2 - s5;
    float difference16 = s1 - s6;
    float difference07 = s0 - s7;

    float outer = sum07 + sum34;
    float inner = sum16 + sum25;
    float outerDifference = sum07 - sum34;
    float rotated = (sum16 - sum25 + outerDifference) * COS_4;
    block[start] = outer + inner;
    block[start + 4 * step] = outer - inner;
    block[start + 2 * step] = outerDifference + rotated;
    block[start + 6 * step] = outerDifference - rotated;

    float low = difference34 + difference25;
    float middle = difference25 + difference16;
    float high = difference16 + difference07;
    float turn = (low - high) * COS_6;
    float a = COS_2_LESS_COS_6 * low + turn;
    float b = COS_2_PLUS_COS_6 * high + turn;
    float c = middle * COS_4;
    float d = difference07 + c;
    float e = difference07 - c;
    block[start + 5 * step] = e + a;
    block[start + 3 * step] = e - a;
    block[start + step] = d + b;
    block[start + 7 * step] = d - b;
  }
}
