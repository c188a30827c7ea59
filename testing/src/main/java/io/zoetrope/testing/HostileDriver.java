package io.zoetrope.testing;

import io.zoetrope.core.driver.CameraControl;
import io.zoetrope.core.driver.CameraControls;
import io.zoetrope.core.driver.CameraDriver;
import io.zoetrope.core.driver.CameraUri;
import io.zoetrope.core.driver.DriverContext;
import io.zoetrope.core.driver.FrameSource;
import io.zoetrope.core.driver.ReturnWatch;
import io.zoetrope.core.ingest.JpegIngest;
import io.zoetrope.core.media.Frame;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A driver that is hostile in one of its methods, and of which all others work. Any thread, as any
 * driver.
 */
public final class HostileDriver implements CameraDriver {

  /** Where it is hostile. */
  public enum Place {
    SCHEMES,
    RUNS_COMMANDS,
    CHECK,
    OPEN,
    READ,
    MAX_SILENCE,
    DESCRIPTION,
    PASSES_THROUGH,
    CLOSE,
    CONTROLS,
    LIST_CONTROLS,
    SET_CONTROL,
    /** Its camera does not open, so that somebody watches for its return. */
    WATCH,
    END_WATCH
  }

  private final Place place;
  private final Hostility hostility;

  public HostileDriver(Place place, Hostility hostility) {
    this.place = place;
    this.hostility = hostility;
  }

  /** Its one scheme. */
  public String scheme() {
    return place.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public Set<String> schemes() {
    at(Place.SCHEMES);
    return Set.of(scheme());
  }

  @Override
  public boolean runsCommands() {
    at(Place.RUNS_COMMANDS);
    return false;
  }

  @Override
  public void check(CameraUri uri, DriverContext context) {
    at(Place.CHECK);
  }

  @Override
  public FrameSource open(CameraUri uri, DriverContext context) throws IOException {
    at(Place.OPEN);
    if (place == Place.WATCH || place == Place.END_WATCH) {
      throw new IOException("it is not plugged in");
    }
    return new Source(context);
  }

  @Override
  public ReturnWatch watchForReturn(CameraUri uri, DriverContext context, Runnable returned) {
    at(Place.WATCH);
    return () -> at(Place.END_WATCH);
  }

  @Override
  public Optional<CameraControls> controls(CameraUri uri, DriverContext context) {
    at(Place.CONTROLS);
    return Optional.of(new Controls());
  }

  private void at(Place called) {
    if (called == place) {
      hostility.act();
    }
  }

  private final class Source implements FrameSource {
    private final DriverContext context;
    private final CountDownLatch closed = new CountDownLatch(1);

    Source(DriverContext context) {
      this.context = context;
    }

    @Override
    public Frame read() throws IOException, InterruptedException {
      at(Place.READ);
      if (closed.await(50, TimeUnit.MILLISECONDS)) {
        throw new IOException("it was closed");
      }
      return JpegIngest.frameOf(Pictures.numbered(1), context.frames());
    }

    @Override
    public Duration maxSilence() {
      at(Place.MAX_SILENCE);
      return FrameSource.super.maxSilence();
    }

    @Override
    public String description() {
      at(Place.DESCRIPTION);
      return "hostile 64x48";
    }

    @Override
    public Optional<Boolean> passesThrough() {
      at(Place.PASSES_THROUGH);
      return Optional.of(true);
    }

    @Override
    public void close() {
      closed.countDown();
      at(Place.CLOSE);
    }
  }

  private final class Controls implements CameraControls {
    @Override
    public List<CameraControl> list() {
      at(Place.LIST_CONTROLS);
      return List.of(FakeControls.integer("brightness", 0, 10, 1, 5));
    }

    @Override
    public void set(String name, long value) {
      at(Place.SET_CONTROL);
    }
  }
}
