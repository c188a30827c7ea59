package org.example.driver;

import io.zoetrope.core.media.Frame;
import io.zoetrope.core.source.BadCameraUriException;
import io.zoetrope.core.source.CameraControl;
import io.zoetrope.core.source.CameraControls;
import io.zoetrope.core.source.CameraDriver;
import io.zoetrope.core.source.CameraUri;
import io.zoetrope.core.source.DriverContext;
import io.zoetrope.core.source.FrameSource;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/** A driver that somebody else wrote, and that says all it knows. */
@NullMarked
public final class TalkativeDriver implements CameraDriver {

  @Override
  public Set<String> schemes() {
    return Set.of("talk");
  }

  @Override
  public void check(CameraUri uri, DriverContext context) {
    throw new BadCameraUriException(uri.text() + " is odd");
  }

  @Override
  public FrameSource open(CameraUri uri, DriverContext context) throws IOException {
    if (!uri.address().endsWith("/opens")) {
      throw new IOException("there is nothing at " + uri.text());
    }
    return new FrameSource() {
      @Override
      public Frame read() throws IOException {
        throw new IOException("lost: " + uri.text());
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public Optional<CameraControls> controls(CameraUri uri, DriverContext context) {
    return Optional.of(
        new CameraControls() {
          @Override
          public List<CameraControl> list() throws IOException {
            throw new IOException("not at " + uri.text());
          }

          @Override
          public void set(String name, long value) throws IOException {
            throw new IOException("no knob at " + uri.text());
          }
        });
  }
}
