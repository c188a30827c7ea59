package io.zoetrope.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client is only spared what it really has. */
class EntityTagsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"v7\"",
        "W/\"v7\"",
        " * ",
        "\"v1\", \"v7\"",
        "\"v1\",W/\"v7\",\"v2\"",
        "\"with, comma\", \"v7\"",
      })
  void matchesAKnownTag(String known) {
    assertThat(EntityTags.isKnown(known, "\"v7\"")).isTrue();
    assertThat(EntityTags.isKnown(known, "W/\"v7\"")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "v7", "\"v77\"", "\"xv7\"", "\"v1\"", "\"*\"", "\"a\"v7\"b\"", "W/"})
  void doesNotMatchAnotherTag(String known) {
    assertThat(EntityTags.isKnown(known, "\"v7\"")).isFalse();
  }

  @Test
  void doesNotMatchWithoutTags() {
    assertThat(EntityTags.isKnown(null, "\"v7\"")).isFalse();
  }
}
