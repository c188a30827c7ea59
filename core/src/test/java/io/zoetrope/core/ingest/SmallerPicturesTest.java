package io.zoetrope.core.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.core.media.Jpeg;
import org.junit.jupiter.api.Test;

class SmallerPicturesTest {
  private static final Jpeg LARGE = new Jpeg(640, 480);
  private static final Jpeg SMALL = new Jpeg(160, 120);

  private final SmallerPictures pictures = new SmallerPictures();

  @Test
  void aSmallerOneAfterEachBelongsToIt() {
    assertThat(pictures.belongsToLast(LARGE)).isFalse();
    assertThat(pictures.belongsToLast(SMALL)).isTrue();
    assertThat(pictures.belongsToLast(LARGE)).isFalse();
    assertThat(pictures.belongsToLast(SMALL)).isTrue();
  }

  @Test
  void twoSmallerOnesAreTheSeries() {
    pictures.belongsToLast(LARGE);
    pictures.belongsToLast(SMALL);

    assertThat(pictures.belongsToLast(SMALL)).isFalse();
    assertThat(pictures.belongsToLast(SMALL)).isFalse();
  }

  @Test
  void aLargerOneIsTheSeries() {
    pictures.belongsToLast(SMALL);

    assertThat(pictures.belongsToLast(LARGE)).isFalse();
  }
}
