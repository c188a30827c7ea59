package io.zoetrope.app.tasks;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value that is made at the first call. Any thread may call it. */
final class Lazy<T> {
  private final Supplier<T> making;
  private @Nullable T made; // guarded by this

  Lazy(Supplier<T> making) {
    this.making = making;
  }

  synchronized T get() {
    if (made == null) {
      made = making.get();
    }
    return made;
  }
}
