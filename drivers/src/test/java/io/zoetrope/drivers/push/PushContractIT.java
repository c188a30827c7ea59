package io.zoetrope.drivers.push;

import io.netty.buffer.Unpooled;
import io.zoetrope.contract.FailingCameraContract;
import io.zoetrope.contract.TestedSource;
import io.zoetrope.core.fixture.Pictures;
import io.zoetrope.core.publish.Publication;
import io.zoetrope.core.publish.PublishPoint;
import io.zoetrope.core.publish.Publisher;
import io.zoetrope.core.source.CameraDriver;
import io.zoetrope.core.source.CameraUri;
import io.zoetrope.core.source.DriverContext;
import io.zoetrope.core.source.FrameSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A camera that somebody publishes to; its publisher is what fails and comes back. */
class PushContractIT extends FailingCameraContract {
  private final Published published = new Published();

  @Override
  protected CameraDriver driver() {
    return published;
  }

  @Override
  protected TestedSource source(Path folder) {
    return published;
  }

  /** Opens the camera through its publish point, as the server does. */
  private static final class Published implements CameraDriver, TestedSource, Publisher {
    private static final byte[] PICTURE = Pictures.numbered(1);

    private final PushDriver driver = new PushDriver();
    private @Nullable PublishPoint point;
    private @Nullable Publishing publishing;

    @Override
    public Set<String> schemes() {
      return driver.schemes();
    }

    @Override
    public synchronized FrameSource open(CameraUri uri, DriverContext context) throws IOException {
      driver.check(uri, context);
      if (point == null) {
        point = driver.publishPoint(uri, "phone", context);
        publishing = new Publishing(point.begin(this, ""));
      }
      return point.open();
    }

    @Override
    public String uri() {
      return "push:";
    }

    @Override
    public List<Refusal> refusals() {
      return List.of(
          new Refusal("push:phone", "has only options"),
          new Refusal("push:?key=", "the option key is empty"),
          new Refusal("push:?takeover=perhaps", "should be true or false"));
    }

    @Override
    public synchronized void fail() throws InterruptedException {
      Objects.requireNonNull(publishing).end();
    }

    @Override
    public String failure() {
      return "(the publisher has left|nobody publishes to this camera): open /publish/phone .*";
    }

    @Override
    public synchronized void comeBack() throws IOException {
      publishing = new Publishing(Objects.requireNonNull(point).begin(this, ""));
    }

    @Override
    public void watchedChanged() {}

    @Override
    public void replaced() {}

    @Override
    public synchronized void close() {
      try {
        if (publishing != null) {
          publishing.end();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      if (point != null) {
        point.close();
      }
    }
  }

  /** Publishes a picture again and again. */
  private static final class Publishing {
    private static final int PICTURES_PER_SECOND = 50;

    private final Publication publication;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread;

    Publishing(Publication publication) {
      this.publication = publication;
      this.thread = Thread.ofVirtual().start(this::run);
    }

    void end() throws InterruptedException {
      ended.countDown();
      thread.join();
    }

    private void run() {
      try (publication) {
        while (!ended.await(1000 / PICTURES_PER_SECOND, TimeUnit.MILLISECONDS)) {
          publication.publish(Unpooled.wrappedBuffer(Published.PICTURE));
        }
      } catch (IOException | InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
