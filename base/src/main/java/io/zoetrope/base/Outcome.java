package io.zoetrope.base;

import org.jspecify.annotations.Nullable;

/** What became of a call: it has returned or thrown. */
public sealed interface Outcome<T extends @Nullable Object> {

  record Returned<T extends @Nullable Object>(T value) implements Outcome<T> {}

  /** It has thrown this, which may be an Error. */
  record Threw<T extends @Nullable Object>(Throwable cause) implements Outcome<T> {}
}
