package io.zoetrope.mp4;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.core.media.Aac;
import io.zoetrope.core.media.G711;
import io.zoetrope.core.media.H264;
import io.zoetrope.core.media.Jpeg;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CodecStringTest {
  @Test
  void aBrowserIsAskedByTheNameOfRfc6381() {
    assertThat(CodecString.of(Formats.VIDEO.format())).contains("avc1.42c01e");
    assertThat(CodecString.of(h264(Formats.HIGH_SPS))).contains("avc1.640028");
    assertThat(CodecString.of(Formats.H265.format())).contains("hvc1.1.6.L120.90");
    assertThat(CodecString.of(Formats.AAC.format())).contains("mp4a.40.2");
    assertThat(CodecString.of(new Aac(5, 24_000, 2, Formats.set("2b11")))).contains("mp4a.40.5");
    assertThat(CodecString.of(Formats.OPUS.format())).contains("opus");
  }

  @Test
  void whatIsNotPutIntoMp4HasNone() {
    assertThat(CodecString.of(new Jpeg(640, 480))).isEmpty();
    assertThat(CodecString.of(new G711(G711.Law.MU, 8000, 1))).isEmpty();
    assertThat(CodecString.of(h264("67"))).isEmpty();
  }

  private static H264 h264(String sps) {
    return new H264(640, 480, List.of(Formats.set(sps)), List.of(Formats.set("68")));
  }
}
