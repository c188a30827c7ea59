package io.zoetrope.app.cli.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The pictures that are shown while the first start is recorded. */
class WarmUpPicturesTest {

  @Test
  void allPicturesAreSeen() throws Exception {
    assertThat(new WarmUpPictures().show(300)).isEqualTo(300);
  }
}
