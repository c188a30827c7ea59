package io.zoetrope.app.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.app.Served;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every cell of the {@link PlaybackTable} in one kind of browser. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PlaybackContract {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** So many pictures, one after the other, are a moving picture. */
  private static final int MOVING = 12;

  /** The first ones may come from before the newest: they are caught up with. */
  private static final int STARTING = 12;

  private final BrowserEngine engine;
  private BrowserSession browser;
  private PlaybackSources sources;
  private BrowserTab tab;

  PlaybackContract(BrowserEngine engine) {
    this.engine = engine;
  }

  @BeforeAll
  void launch(@TempDir Path folder) throws Exception {
    sources = new PlaybackSources(folder);
    browser = engine.launch();
    tab = browser.open("about:blank");
  }

  @AfterAll
  void end() {
    if (browser != null) {
      browser.close();
    }
    if (sources != null) {
      sources.close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void playsOrSaysWhatItCannotPlay(PlaybackSource source) throws Exception {
    try (PlaybackSources.Running running = sources.start(source);
        Served served = Served.cameras("camera=" + running.uri())) {
      CountedPictures pictures = CountedPictures.show(tab, served, PlaybackMethod.values());
      await()
          .atMost(PATIENCE)
          .untilAsserted(() ->
              assertThat(PlaybackMethod.values())
                  .allSatisfy(method -> assertCell(source, method, pictures)));
    } finally {
      tab.navigate("about:blank");
    }
  }

  private void assertCell(PlaybackSource source, PlaybackMethod method, CountedPictures pictures) {
    List<Integer> numbers = pictures.numbers(method);
    PlaybackTable.cannot(engine, source, method)
        .ifPresentOrElse(
            reason -> {
              assertThat(pictures.reason(method)).contains(reason);
              assertThat(numbers).isEmpty();
            },
            () ->
                assertThat(numbers)
                    .as("%s (%s)", method, pictures.reason(method))
                    .satisfies(PlaybackContract::assertMoves));
  }

  /** The last ones are each newer than the one before it; the numbers begin again. */
  private static void assertMoves(List<? extends Integer> numbers) {
    assertThat(numbers).hasSizeGreaterThan(STARTING + MOVING);
    for (int at = numbers.size() - MOVING; at < numbers.size(); at++) {
      int step = Math.floorMod(numbers.get(at) - numbers.get(at - 1), PlaybackSources.PICTURES);
      assertThat(step).isLessThan(PlaybackSources.PICTURES / 2);
    }
  }
}
