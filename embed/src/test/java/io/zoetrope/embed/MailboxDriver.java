package io.zoetrope.embed;

import io.netty.buffer.ByteBuf;
import io.zoetrope.core.publish.Publication;
import io.zoetrope.core.publish.PublishPoint;
import io.zoetrope.core.publish.Publisher;
import io.zoetrope.core.publish.PublishingDriver;
import io.zoetrope.core.publish.PublishingRefusedException;
import io.zoetrope.core.source.CameraUri;
import io.zoetrope.core.source.DriverContext;
import io.zoetrope.core.source.FrameSource;
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
 * @param trouble what happens to them
 */
record MailboxDriver(AtomicInteger open, Trouble trouble) implements PublishingDriver {

  /** Where it ends. */
  enum Trouble {
    NONE,
    NOBODY_HAS_THE_KEY,
    ERROR_AT_THE_BEGINNING,
    ERROR_IN_THE_BODY,
    ERROR_AT_THE_END
  }

  MailboxDriver(Trouble trouble) {
    this(new AtomicInteger(), trouble);
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

  private void failIf(Trouble where) {
    if (trouble == where) {
      throw new NoClassDefFoundError("org/example/Gone");
    }
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
      if (driver.trouble() == Trouble.NOBODY_HAS_THE_KEY) {
        throw new PublishingRefusedException(
            PublishingRefusedException.Reason.KEY, "This camera needs a key.");
      }
    }

    @Override
    public Publication begin(Publisher publisher, String key) throws PublishingRefusedException {
      check(key);
      driver.failIf(Trouble.ERROR_AT_THE_BEGINNING);
      driver.open().incrementAndGet();
      return new Taking(driver);
    }

    @Override
    public void whenPublished(Runnable action) {}

    @Override
    public void close() {}
  }

  private record Taking(MailboxDriver driver) implements Publication {
    @Override
    public boolean watched() {
      return false;
    }

    @Override
    public Taken publish(InputStream body, boolean measured) throws IOException {
      driver.failIf(Trouble.ERROR_IN_THE_BODY);
      body.transferTo(OutputStream.nullOutputStream());
      return new Taken(1, 0);
    }

    @Override
    public void publish(ByteBuf jpeg) {}

    @Override
    public void close() {
      driver.open().decrementAndGet();
      driver.failIf(Trouble.ERROR_AT_THE_END);
    }
  }
}
