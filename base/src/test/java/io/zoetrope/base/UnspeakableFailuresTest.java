package io.zoetrope.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What foreign code throws that fails itself when it is to be logged. */
@NullMarked
final class UnspeakableFailuresTest {
  private final Logger logger = Logger.getLogger(ForeignCode.class.getName());
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Handler handler =
      new Handler() {
        private final SimpleFormatter text = new SimpleFormatter();

        @Override
        public void publish(LogRecord line) {
          lines.add(text.format(line));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    logger.addHandler(handler);
  }

  @AfterEach
  void stop() {
    logger.removeHandler(handler);
  }

  private static final class WithoutMessage extends RuntimeException {
    private static final long serialVersionUID = 1;

    @Override
    public String getMessage() {
      throw new IllegalStateException("not now");
    }
  }

  private static final class WithoutTrace extends RuntimeException {
    private static final long serialVersionUID = 1;

    @Override
    public StackTraceElement[] getStackTrace() {
      throw new IllegalStateException("no trace");
    }
  }

  @Test
  void theirClassIsStillLogged() {
    for (RuntimeException thrown :
        List.of(
            new WithoutMessage(),
            new WithoutTrace(),
            new IllegalStateException("about another", new WithoutMessage()))) {
      lines.clear();

      new ForeignCode("A test's foreign code").report(thrown);

      assertThat(lines)
          .singleElement()
          .asString()
          .contains("A test's foreign code failed", thrown.getClass().getName());
    }
  }
}
