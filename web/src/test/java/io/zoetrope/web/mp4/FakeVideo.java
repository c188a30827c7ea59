package io.zoetrope.web.mp4;

import io.zoetrope.core.fixture.FakeCamera;
import io.zoetrope.core.media.Aac;
import io.zoetrope.core.media.H264;
import io.zoetrope.core.media.ParameterSet;
import io.zoetrope.core.media.Track;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/** Lets a camera send frames that are H.264 as far as a muxer looks. Used by one thread. */
final class FakeVideo {
  static final Track SMALL =
      h264(640, 360, "6742c01ed900a02ff97011000003000100000300320f162e48", "68ce");
  static final Track LARGE =
      h264(1920, 1080, "67640028acd940780227e5c044000003000400000300c83c60c658", "68ee");
  static final Track AAC =
      new Track(1, new Aac(2, 48_000, 2, ParameterSet.of((byte) 0x11, (byte) 0x90)));
  static final Duration INTERVAL = Duration.ofMillis(40);

  private final FakeCamera camera;
  private final int size;
  private Track track = SMALL;
  private long nanos = System.nanoTime();

  FakeVideo(FakeCamera camera) {
    this(camera, 1);
  }

  /** With frames of this size. */
  FakeVideo(FakeCamera camera, int size) {
    this.camera = camera;
    this.size = size;
  }

  /** Goes on as this track. */
  FakeVideo as(Track changed) {
    track = changed;
    return this;
  }

  FakeVideo key(int mark) {
    return frame(track, true, mark);
  }

  FakeVideo delta(int mark) {
    return frame(track, false, mark);
  }

  FakeVideo sound(Track sound, int mark) {
    return frame(sound, true, mark);
  }

  /** When the next frame is to be decoded, on the monotonic clock. */
  long nanos() {
    return nanos;
  }

  private FakeVideo frame(Track of, boolean key, int mark) {
    byte[] data = new byte[4 + 1 + size];
    ByteBuffer.wrap(data).putInt(1 + size);
    data[4] = (byte) (key ? 0x65 : 0x41);
    data[data.length - 1] = (byte) mark;
    camera.shows(data, of, key, nanos, nanos);
    nanos += INTERVAL.toNanos();
    return this;
  }

  private static Track h264(int width, int height, String sps, String pps) {
    return Track.only(new H264(width, height, List.of(set(sps)), List.of(set(pps))));
  }

  private static ParameterSet set(String hex) {
    return ParameterSet.of(HexFormat.of().parseHex(hex));
  }
}
