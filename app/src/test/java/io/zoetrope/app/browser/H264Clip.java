package io.zoetrope.app.browser;

import io.zoetrope.core.fixture.FakeCamera;
import io.zoetrope.core.media.H264;
import io.zoetrope.core.media.ParameterSet;
import io.zoetrope.core.media.Track;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A few seconds of moving H.264, one slice per picture, as a camera of a test sends it. */
record H264Clip(Track track, List<Picture> pictures) {
  static final int PICTURES_PER_SECOND = 25;
  private static final int SPS = 7;
  private static final int PPS = 8;
  private static final int KEY_SLICE = 5;
  private static final int SLICE = 1;

  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Picture(byte[] data, boolean keyFrame) {}

  /** Encodes a clip of this size, with a key frame at its beginning only. */
  static H264Clip of(int width, int height, int seconds) throws IOException {
    Process ffmpeg =
        new ProcessBuilder(
                List.of(
                    ("ffmpeg -v error -f lavfi -i testsrc2=size=%dx%d:rate=%d -t %d -c:v libx264"
                            + " -preset ultrafast -tune zerolatency -pix_fmt yuv420p -g 10000"
                            + " -x264-params slices=1:sliced-threads=0 -f h264 -")
                        .formatted(width, height, PICTURES_PER_SECOND, seconds)
                        .split(" ")))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (InputStream stream = ffmpeg.getInputStream()) {
      return of(width, height, units(stream.readAllBytes()));
    }
  }

  void show(FakeCamera camera, int index) {
    Picture picture = pictures.get(index % pictures.size());
    camera.shows(picture.data(), track, picture.keyFrame());
  }

  private static H264Clip of(int width, int height, List<byte[]> units) {
    List<ParameterSet> sps = new ArrayList<>();
    List<ParameterSet> pps = new ArrayList<>();
    List<Picture> pictures = new ArrayList<>();
    for (byte[] unit : units) {
      switch (unit[0] & 31) {
        case SPS -> sps.add(ParameterSet.of(unit));
        case PPS -> pps.add(ParameterSet.of(unit));
        case SLICE, KEY_SLICE ->
            pictures.add(
                new Picture(
                    ByteBuffer.allocate(4 + unit.length).putInt(unit.length).put(unit).array(),
                    (unit[0] & 31) == KEY_SLICE));
        default -> {}
      }
    }
    return new H264Clip(
        new Track(0, new H264(width, height, sps.subList(0, 1), pps.subList(0, 1))), pictures);
  }

  /** What is between the start codes of Annex B. */
  static List<byte[]> units(byte[] stream) {
    List<byte[]> units = new ArrayList<>();
    ByteArrayOutputStream unit = new ByteArrayOutputStream();
    for (int at = 0; at < stream.length; at++) {
      if (at + 3 < stream.length
          && stream[at] == 0
          && stream[at + 1] == 0
          && (stream[at + 2] == 1 || (stream[at + 2] == 0 && stream[at + 3] == 1))) {
        at += stream[at + 2] == 1 ? 2 : 3;
        if (unit.size() > 0) {
          units.add(unit.toByteArray());
          unit.reset();
        }
      } else {
        unit.write(stream[at]);
      }
    }
    units.add(unit.toByteArray());
    return units;
  }
}
