package io.zoetrope.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.core.fixture.DriverBench;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.source.CameraUri;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.ffmpeg.fixture.Programs;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A camera whose clock has stopped, or is read too rarely, gives two pictures the same time. */
class StandingClockIT {
  private final DriverBench bench = new DriverBench();

  @AfterEach
  void nothingIsLeft() {
    bench.close();
  }

  @Test
  void picturesOfTheSameTimeAreAllShown() throws Exception {
    try (FrameSource source =
        bench.open(new EqualTimesDriver(), "equal:", Programs.systemFfmpeg())) {
      long last = 0;
      for (int i = 0; i < 20; i++) {
        Frame frame = source.read();
        assertThat(frame.sequence()).isGreaterThan(last);
        last = frame.sequence();
        frame.release();
      }
    }
  }

  /** FFmpeg's own test picture, each two of one time. */
  private static final class EqualTimesDriver extends FfmpegDriver {
    @Override
    public Set<String> schemes() {
      return Set.of("equal");
    }

    @Override
    protected FfmpegInput input(CameraUri uri) {
      return FfmpegInput.device(
          "testsrc2=size=320x180:rate=10,setpts=floor(N/2)/(10*TB)", "-f", "lavfi");
    }
  }
}
