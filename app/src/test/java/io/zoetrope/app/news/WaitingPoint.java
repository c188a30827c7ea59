package io.zoetrope.app.news;

import io.zoetrope.core.driver.FrameSource;
import io.zoetrope.core.publish.Publication;
import io.zoetrope.core.publish.PublishPoint;
import io.zoetrope.core.publish.Publisher;
import java.io.IOException;

/** Where nobody publishes, until a test says otherwise. */
final class WaitingPoint implements PublishPoint {
  volatile boolean waits = true;

  @Override
  public boolean waiting() {
    return waits;
  }

  @Override
  public FrameSource open() throws IOException {
    throw new IOException("nobody publishes");
  }

  @Override
  public void check(String key) {}

  @Override
  public Publication begin(Publisher publisher, String key) {
    throw new AssertionError("Nobody was expected to publish");
  }

  @Override
  public void whenPublished(Runnable action) {}

  @Override
  public void close() {}
}
