package io.zoetrope.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
final class CloserTest {
  private final List<String> closed = new ArrayList<>();
  private final Closer closer = new Closer();

  @Test
  void closesTheLastFirstAndOnce() {
    closer.add(() -> closed.add("first"));
    closer.add(() -> closed.add("second"));

    closer.close();
    closer.close();

    assertThat(closed).containsExactly("second", "first");
  }

  @Test
  void closesAtOnceWhatComesTooLate() {
    closer.close();

    closer.add(() -> closed.add("late"));

    assertThat(closed).containsExactly("late");
  }

  @Test
  void closesTheOthersWhenOneCannotBeClosed() {
    closer.add(() -> closed.add("first"));
    closer.add(() -> {
      throw new NoClassDefFoundError("org/example/Missing");
    });

    closer.close();

    assertThat(closed).containsExactly("first");
  }

  @Test
  void whatIsClosedMayCallBack() {
    closer.add(() -> closer.add(() -> closed.add("late")));

    closer.close();

    assertThat(closed).containsExactly("late");
  }
}
