package io.zoetrope.drivers.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PacketOrderTest {
  private static final long PATIENCE = 100;

  private final List<String> seen = new ArrayList<>();
  private final PacketOrder order =
      new PacketOrder(
          new PacketOrder.Sink() {
            @Override
            public void packet(RtpPacket packet) {
              seen.add(String.valueOf(packet.sequence()));
            }

            @Override
            public void lost() {
              seen.add("lost");
            }
          });

  @Test
  void whatOvertakesIsPutInOrderAlsoWhereNumbersBeginAgain() {
    order.patience(PATIENCE);
    add(65_534, 0, 65_535, 0, 2, 1);

    assertThat(seen).containsExactly("65534", "65535", "0", "1", "2");
    assertThat(order.missing()).isZero();
  }

  @Test
  void whatIsMissingForTooLongIsLost() {
    order.patience(PATIENCE);
    add(1, 3, 4);
    order.expire(PATIENCE);
    assertThat(seen).containsExactly("1");

    order.expire(PATIENCE + 1);

    assertThat(seen).containsExactly("1", "lost", "3", "4");
    assertThat(order.waits()).isFalse();
    assertThat(order.missing()).isEqualTo(1);
    add(2);
    assertThat(seen).as("too late").hasSize(4);
  }

  @Test
  void onlySoManyAreHeld() {
    order.patience(PATIENCE);
    add(1);
    for (int sequence = 3; sequence < 200; sequence++) {
      add(sequence);
    }

    assertThat(seen).startsWith("1", "lost", "3");
  }

  @Test
  void withoutPatienceAGapIsALossAtOnce() {
    add(1, 3, 3, 2, 4);

    assertThat(seen).containsExactly("1", "lost", "3", "4");
  }

  @Test
  void numbersFromSomewhereElseBeginAgain() {
    add(1, 30_000, 30_001, 10);

    assertThat(seen).containsExactly("1", "lost", "30000", "30001", "lost", "10");
  }

  private void add(int... sequences) {
    for (int sequence : sequences) {
      order.add(new RtpPacket(false, 96, sequence, 0, 7, new byte[0], 0, 0), 0);
    }
  }
}
