package io.zoetrope.drivers.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.core.media.Frame;
import io.zoetrope.core.publish.Publication;
import io.zoetrope.core.source.FrameSource;
import org.junit.jupiter.api.Test;

/** What a camera gets that is opened again while somebody publishes. */
final class ReopenedPushTest extends PushPointFixture {
  @Test
  void aPictureThatWasShownBeforeCountsAsANewOne() throws Exception {
    try (Publication publication = point.begin(publisher("a"), "")) {
      publish(publication, ONE);
      long first = sequenceOfNext();
      long placeholder = context.frames().takeNumber();

      assertThat(sequenceOfNext()).isGreaterThan(placeholder).isGreaterThan(first);
    }
  }

  private long sequenceOfNext() throws Exception {
    try (FrameSource source = point.open()) {
      Frame frame = source.read();
      frame.release();
      return frame.sequence();
    }
  }
}
