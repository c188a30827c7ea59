package io.zoetrope.testing;

import io.zoetrope.core.driver.FrameSource;
import io.zoetrope.core.publish.Publication;
import io.zoetrope.core.publish.PublishPoint;
import io.zoetrope.core.publish.Publisher;
import java.io.IOException;

/**
 * A place where nobody publishes. Any thread may call it.
 *
 * @param whenClosed runs each time that it is closed
 */
public record UnusedPublishPoint(Runnable whenClosed) implements PublishPoint {

  @Override
  public FrameSource open() throws IOException {
    throw new IOException("nobody publishes");
  }

  @Override
  public boolean waiting() {
    return true;
  }

  @Override
  public void check(String key) {}

  @Override
  public Publication begin(Publisher publisher, String key) {
    throw new IllegalStateException("nobody publishes");
  }

  @Override
  public void whenPublished(Runnable action) {}

  @Override
  public void close() {
    whenClosed.run();
  }
}
