package io.zoetrope.web.embed;

import io.netty.buffer.ByteBuf;
import io.zoetrope.core.driver.CameraUri;
import io.zoetrope.core.driver.DriverContext;
import io.zoetrope.core.driver.FrameSource;
import io.zoetrope.core.publish.Publication;
import io.zoetrope.core.publish.PublishPoint;
import io.zoetrope.core.publish.Publisher;
import io.zoetrope.core.publish.PublishingDriver;
import io.zoetrope.core.publish.PublishingRefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Cameras {@code mailbox:}, which take anything that is published and throw it away, or nothing at
 * all. Any thread may call it.
 *
 * @param open how many publish
 * @param locked whether nobody has the key
 */
record MailboxDriver(AtomicInteger open, boolean locked) implements PublishingDriver {

  MailboxDriver(boolean locked) {
    this(new AtomicInteger(), locked);
  }

  @Override
  public Set<String> schemes() {
    return Set.of("mailbox");
  }

  @Override
  public FrameSource open(CameraUri uri, DriverContext context) throws IOException {
    throw new IOException("nobody publishes");
  }

  @Override
  public PublishPoint publishPoint(CameraUri uri, String cameraId, DriverContext context) {
    return new Point(this);
  }

  private record Point(MailboxDriver driver) implements PublishPoint {
    @Override
    public FrameSource open() throws IOException {
      throw new IOException("nobody publishes");
    }

    @Override
    public boolean waiting() {
      return true;
    }

    @Override
    public void check(String key) throws PublishingRefusedException {
      if (driver.locked()) {
        throw new PublishingRefusedException(
            PublishingRefusedException.Reason.KEY, "This camera needs a key.");
      }
    }

    @Override
    public Publication begin(Publisher publisher, String key) throws PublishingRefusedException {
      check(key);
      driver.open().incrementAndGet();
      return new Taking(driver.open());
    }

    @Override
    public void whenPublished(Runnable action) {}

    @Override
    public void close() {}
  }

  private record Taking(AtomicInteger open) implements Publication {
    @Override
    public boolean watched() {
      return false;
    }

    @Override
    public Taken publish(InputStream body, boolean measured) throws IOException {
      body.transferTo(OutputStream.nullOutputStream());
      return new Taken(1, 0);
    }

    @Override
    public void publish(ByteBuf jpeg) {}

    @Override
    public void close() {
      open.decrementAndGet();
    }
  }
}
