package io.zoetrope.ffmpeg;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a program writes, for one FFmpeg after the other. */
class ReplayedFeedTest {
  private static final int MEGABYTE = 1 << 20;

  @Test
  void eachReaderBeginsAtTheBeginning() throws IOException {
    ReplayedFeed feed = new ReplayedFeed(new ByteArrayInputStream("abcdef".getBytes(US_ASCII)));

    assertThat(text(feed.fromBeginning(), 3)).isEqualTo("abc");
    assertThat(text(feed.fromBeginning(), 6)).isEqualTo("abcdef");
    assertThat(feed.fromBeginning().readAllBytes()).isEqualTo("abcdef".getBytes(US_ASCII));
    assertThat(feed.isWhole()).isTrue();
  }

  @Test
  void whatAnAbandonedReaderStillTakesIsForTheNextAsWell() throws Exception {
    try (PipedOutputStream program = new PipedOutputStream();
        PipedInputStream output = new PipedInputStream(program)) {
      ReplayedFeed feed = new ReplayedFeed(output);
      program.write("ab".getBytes(US_ASCII));
      InputStream abandoned = feed.fromBeginning();
      assertThat(text(abandoned, 2)).isEqualTo("ab");
      FutureTask<String> waiting = new FutureTask<>(() -> text(abandoned, 1));
      Thread.ofPlatform().daemon().start(waiting);
      FutureTask<String> next = new FutureTask<>(() -> text(feed.fromBeginning(), 3));
      Thread.ofPlatform().daemon().start(next);

      program.write('c');
      program.flush();

      assertThat(next.get(1, TimeUnit.MINUTES)).isEqualTo("abc");
      assertThat(waiting.get(1, TimeUnit.MINUTES)).isEqualTo("c");
    }
  }

  @Test
  void itIsSettledWhileAReaderWaitsForWhatDoesNotCome() throws Exception {
    try (PipedOutputStream program = new PipedOutputStream();
        PipedInputStream output = new PipedInputStream(program)) {
      ReplayedFeed feed = new ReplayedFeed(output);
      Thread reader = Thread.ofPlatform().daemon().start(() -> readOne(feed.fromBeginning()));
      await().until(() -> reader.getState() == Thread.State.TIMED_WAITING);
      FutureTask<Boolean> settled =
          new FutureTask<>(() -> {
            feed.settle();
            return feed.isWhole();
          });
      Thread.ofPlatform().daemon().start(settled);

      assertThat(settled.get(10, TimeUnit.SECONDS)).isFalse();
    }
  }

  private static void readOne(InputStream feed) {
    try {
      int _ = feed.read();
    } catch (IOException e) {
      // The test has ended.
    }
  }

  @Test
  void aLongBeginningIsNotKept() throws IOException {
    ReplayedFeed feed = new ReplayedFeed(new ByteArrayInputStream(new byte[20 * MEGABYTE]));

    assertThat(feed.fromBeginning().readAllBytes()).hasSize(20 * MEGABYTE);

    assertThat(feed.isWhole()).isFalse();
  }

  @Test
  void onceItIsSettledTheReaderGoesOn() throws IOException {
    ReplayedFeed feed = new ReplayedFeed(new ByteArrayInputStream("abcdef".getBytes(US_ASCII)));
    InputStream reader = feed.fromBeginning();
    assertThat(text(reader, 2)).isEqualTo("ab");

    feed.settle();

    assertThat(text(reader, 4)).isEqualTo("cdef");
    assertThat(reader.read()).isEqualTo(-1);
    assertThat(feed.isWhole()).isFalse();
  }

  @Test
  void onceItIsSettledNothingIsKeptThatWasRead() throws IOException {
    ReplayedFeed feed = new ReplayedFeed(new ByteArrayInputStream(new byte[6 * MEGABYTE]));
    InputStream reader = feed.fromBeginning();
    assertThat(reader.readNBytes(2 * MEGABYTE)).hasSize(2 * MEGABYTE);
    assertThat(feed.keptBytes()).isEqualTo(2 * MEGABYTE);

    feed.settle();

    assertThat(feed.keptBytes()).isZero();
    assertThat(reader.readAllBytes()).hasSize(4 * MEGABYTE);
    assertThat(feed.keptBytes()).isZero();
  }

  @Test
  void whatTheLastReaderHasNotReadYetIsKeptUntilItHas() throws IOException {
    ReplayedFeed feed = new ReplayedFeed(new ByteArrayInputStream("abcdef".getBytes(US_ASCII)));
    assertThat(text(feed.fromBeginning(), 4)).isEqualTo("abcd");
    InputStream last = feed.fromBeginning();
    assertThat(text(last, 1)).isEqualTo("a");

    feed.settle();

    assertThat(text(last, 5)).isEqualTo("bcdef");
    assertThat(feed.keptBytes()).isZero();
  }

  @Test
  void anAbandonedReaderTakesNothingFromTheLastOne() throws IOException {
    ReplayedFeed feed = new ReplayedFeed(new ByteArrayInputStream("abcdef".getBytes(US_ASCII)));
    InputStream abandoned = feed.fromBeginning();
    assertThat(text(abandoned, 2)).isEqualTo("ab");
    InputStream last = feed.fromBeginning();
    feed.settle();

    assertThat(text(last, 3)).isEqualTo("abc");
    assertThat(abandoned.read()).isEqualTo(-1);
    assertThat(text(last, 3)).isEqualTo("def");
  }

  private static String text(InputStream in, int count) throws IOException {
    return new String(in.readNBytes(count), US_ASCII);
  }
}
