package io.zoetrope.core.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.zoetrope.core.fixture.DriverBench;
import io.zoetrope.core.media.Aac;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.G711;
import io.zoetrope.core.media.ParameterSet;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AudioIngestTest {
  private static final ParameterSet CONFIG = ParameterSet.of((byte) 0x11, (byte) 0x90);
  private static final Aac STEREO = new Aac(2, 48_000, 2, CONFIG);

  private final DriverBench bench = new DriverBench();
  private final StreamClock clock = new StreamClock();
  private final AudioIngest aac = AudioIngest.aac(1, clock, bench.frames());
  private final List<Frame> made = new ArrayList<>();

  @AfterEach
  void everyBufferIsGivenBack() {
    made.forEach(Frame::release);
    bench.close();
  }

  @Test
  void aacIsAsItComesWhereTheContainerDescribesIt() {
    aac.setup(CONFIG);

    Frame frame = take(aac, "fff14c80", 0).orElseThrow();

    assertThat(frame.format()).isEqualTo(STEREO);
    assertThat(ByteBufUtil.hexDump(frame.data())).isEqualTo("fff14c80");
    assertThat(frame.keyFrame()).isTrue();
    assertThat(frame.startsGroup()).isFalse();
  }

  @Test
  void theHeaderBeforeAFrameIsTakenOffAndReplacesADescription() {
    Frame frame = take(aac, "fff14c80013ffc" + "210a", 0).orElseThrow();

    assertThat(frame.format()).isEqualTo(STEREO);
    assertThat(ByteBufUtil.hexDump(frame.data())).isEqualTo("210a");
  }

  @Test
  void soIsItsChecksum() {
    Frame frame = take(aac, "fff04c80013ffc" + "abcd" + "210a", 0).orElseThrow();

    assertThat(ByteBufUtil.hexDump(frame.data())).isEqualTo("210a");
  }

  @Test
  void aacThatNobodyDescribesIsLeftOut() {
    assertThat(take(aac, "210a", 0)).isEmpty();
    assertThat(take(aac, "fff1", 0)).isEmpty();
    assertThat(take(aac, "fff14c80013ffc", 0)).isEmpty();
  }

  @Test
  void telephonyIsAsItComesAndItsTimesRise() {
    G711 format = new G711(G711.Law.A, 8000, 1);
    AudioIngest telephony = AudioIngest.of(format, 1, clock, bench.frames());

    Frame first = take(telephony, "d5d5", 0).orElseThrow();
    Frame second = take(telephony, "d5d4", 0).orElseThrow();

    assertThat(first.format()).isEqualTo(format);
    assertThat(ByteBufUtil.hexDump(second.data())).isEqualTo("d5d4");
    assertThat(second.presentationNanos()).isGreaterThan(first.presentationNanos());
  }

  private Optional<Frame> take(AudioIngest ingest, String packet, long nanos) {
    Optional<Frame> frame =
        ingest.frameOf(Unpooled.wrappedBuffer(HexFormat.of().parseHex(packet)), nanos);
    frame.ifPresent(made::add);
    return frame;
  }
}
