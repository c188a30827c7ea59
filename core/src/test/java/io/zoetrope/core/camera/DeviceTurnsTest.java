package io.zoetrope.core.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeviceTurnsTest {
  private final DeviceTurns turns = new DeviceTurns();
  private final List<String> had = new ArrayList<>();

  @Test
  void theNewestThatWaitsIsNext() {
    turns.request(1, () -> had.add("first"));
    turns.request(2, () -> had.add("second"));
    turns.request(3, () -> had.add("third"));
    assertThat(had).containsExactly("first");

    turns.release();

    assertThat(had).containsExactly("first", "third");
  }

  /**
   * Sessions are started without a lock, so one that is over already may ask after its successor.
   */
  @Test
  void anOlderOneThatAsksLateTakesNoTurnOfANewerOne() {
    turns.request(1, () -> had.add("first"));
    turns.request(3, () -> had.add("third"));
    turns.request(2, () -> had.add("second"));

    turns.release();

    assertThat(had).containsExactly("first", "third");
  }

  @Test
  void theDeviceIsFreeWhenTheLastHasReleasedIt() throws Exception {
    turns.request(1, () -> {});
    turns.request(2, turns::release);
    assertThat(turns.awaitFree(Duration.ZERO)).isFalse();

    turns.release();

    assertThat(turns.awaitFree(Duration.ZERO)).isTrue();
  }
}
