package io.zoetrope.embed;

import io.netty.buffer.ByteBuf;
import io.zoetrope.core.fixture.Hostility;
import io.zoetrope.core.publish.Publication;
import io.zoetrope.core.publish.PublishPoint;
import io.zoetrope.core.publish.Publisher;
import io.zoetrope.core.publish.PublishingDriver;
import io.zoetrope.core.source.CameraUri;
import io.zoetrope.core.source.DriverContext;
import io.zoetrope.core.source.FrameSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Set;

/**
 * A driver whose cameras take anything that is published, and which is hostile in one place. Any
 * thread, as any driver.
 */
record HostileMailbox(Place place, Hostility hostility) implements PublishingDriver {

  /** Where it is hostile. */
  enum Place {
    WHEN_PUBLISHED,
    IS_WAITING,
    CHECKS,
    BEGINS,
    IS_WATCHED,
    TAKES_BODY,
    TAKES_PICTURE,
    ENDS,
    CLOSES
  }

  /** Its one scheme, and what to call its camera. */
  String scheme() {
    return place.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public Set<String> schemes() {
    return Set.of(scheme());
  }

  @Override
  public FrameSource open(CameraUri uri, DriverContext context) throws IOException {
    throw new IOException("nobody publishes");
  }

  @Override
  public PublishPoint publishPoint(CameraUri uri, String cameraId, DriverContext context) {
    return new Point();
  }

  private void at(Place called) {
    if (called == place) {
      hostility.act();
    }
  }

  private final class Point implements PublishPoint {
    @Override
    public FrameSource open() throws IOException {
      throw new IOException("nobody publishes");
    }

    @Override
    public boolean waiting() {
      at(Place.IS_WAITING);
      return true;
    }

    @Override
    public void check(String key) {
      at(Place.CHECKS);
    }

    @Override
    public Publication begin(Publisher publisher, String key) {
      at(Place.BEGINS);
      publisher.watchedChanged();
      return new Taking();
    }

    @Override
    public void whenPublished(Runnable action) {
      at(Place.WHEN_PUBLISHED);
    }

    @Override
    public void close() {
      at(Place.CLOSES);
    }
  }

  private final class Taking implements Publication {
    @Override
    public boolean watched() {
      at(Place.IS_WATCHED);
      return false;
    }

    @Override
    public Taken publish(InputStream body, boolean measured) throws IOException {
      at(Place.TAKES_BODY);
      body.transferTo(OutputStream.nullOutputStream());
      return new Taken(1, 0);
    }

    @Override
    public void publish(ByteBuf jpeg) {
      at(Place.TAKES_PICTURE);
    }

    @Override
    public void close() {
      at(Place.ENDS);
    }
  }
}
