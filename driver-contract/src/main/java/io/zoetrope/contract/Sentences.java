package io.zoetrope.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;

/** What people are told. */
final class Sentences {

  private Sentences() {}

  /** Not empty, no dump of a program's inside, and no secret. */
  static String assertFit(@Nullable String sentence) {
    assertThat(sentence)
        .isNotBlank()
        .hasSizeLessThan(400)
        .doesNotContain("\n", "\tat ", "Exception", "Error:", "java.", "io.zoetrope", "hunter2")
        .doesNotContainPattern("\\b[a-z]+\\.[a-z]+\\.[A-Z]\\w+");
    return String.valueOf(sentence);
  }
}
