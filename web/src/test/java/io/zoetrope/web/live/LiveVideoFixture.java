package io.zoetrope.web.live;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.core.media.Aac;
import io.zoetrope.core.media.G711;
import io.zoetrope.core.media.H264;
import io.zoetrope.core.media.ParameterSet;
import io.zoetrope.core.media.Track;
import io.zoetrope.web.fixture.LiveSocket;
import io.zoetrope.web.fixture.LiveSocket.Picture;
import io.zoetrope.web.fixture.ServerPair;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;

/** A server with one camera of H.264, and a client. */
abstract class LiveVideoFixture {
  static final int KEY_FRAME = 1;
  static final int PLACEHOLDER = 2;
  static final int AFTER_GAP = 4;
  static final String SPS = "6742c01ed900a02ff97011000003000100000300320f162e48";
  static final String PPS = "68ce3c80";
  static final Track AAC = new Track(1, new Aac(2, 44_100, 2, set("1210")));
  static final Track PHONE = new Track(1, new G711(G711.Law.A, 8000, 1));

  @AutoClose ServerPair pair;
  @AutoClose LiveSocket client;

  @BeforeEach
  void serve() throws Exception {
    pair = ServerPair.serving("door");
    client = LiveSocket.open(pair.port());
  }

  final Picture view(int number) throws InterruptedException {
    Picture picture = client.picture();
    while (picture.view() != number) {
      client.taken(picture);
      picture = client.picture();
    }
    return picture;
  }

  /** What a fragment holds. */
  static String data(Picture picture) {
    String bytes = new String(picture.data(), ISO_8859_1);
    assertThat(bytes.substring(4, 8)).isEqualTo("moof");
    String all = bytes.substring(bytes.indexOf("mdat") + 4);
    boolean withSets = all.startsWith("\0\0\0");
    return withSets ? all.substring(8 + SPS.length() / 2 + PPS.length() / 2) : all;
  }

  final void key(String data) {
    pair.fake("door").shows(data.getBytes(UTF_8), video(640, 360), true);
  }

  final void delta(String data) {
    pair.fake("door").shows(data.getBytes(UTF_8), video(640, 360), false);
  }

  final void sound(Track track, String data) {
    pair.fake("door").shows(data.getBytes(UTF_8), track, true);
  }

  static Track video(int width, int height) {
    return new Track(0, new H264(width, height, List.of(set(SPS)), List.of(set(PPS))));
  }

  static ParameterSet set(String hex) {
    return ParameterSet.of(HexFormat.of().parseHex(hex));
  }
}
