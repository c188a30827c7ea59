package io.zoetrope.core.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What outputs keep with a frame, and the room around its data. */
class AttachmentTest {
  private final TestFrames frames = new TestFrames();
  private final Frame frame = frames.jpeg();

  @AfterEach
  void everyBufferIsGivenBack() {
    frames.assertAllReleased();
  }

  @Test
  void anAttachmentIsMadeOnceAndReleasedWithTheFrame() {
    Counted key = new Counted();

    Integer made = frame.attachment(key);

    assertThat(frame.attachment(key)).isSameAs(made);
    assertThat(key.released).isEmpty();
    frame.release();
    assertThat(key.released).containsExactly(made);
  }

  @Test
  void anOutputThatThrowsOnReleaseHarmsNobodyElse() {
    Counted other = new Counted();
    Integer attached = frame.attachment(other);
    String _ =
        frame.attachment(
            new AttachmentKey<String>() {
              @Override
              public String make(Frame its) {
                return "hostile";
              }

              @Override
              public void release(String attachment) {
                throw new NoSuchMethodError("of another version");
              }
            });

    frame.release();

    assertThat(other.released).containsExactly(attached);
  }

  @Test
  void outputsHaveAttachmentsOfTheirOwn() {
    Counted one = new Counted();
    Counted other = new Counted();

    Integer first = frame.attachment(one);
    Integer second = frame.attachment(other);

    assertThat(frame.attachment(one)).isSameAs(first);
    assertThat(frame.attachment(other)).isSameAs(second).isNotSameAs(first);
    frame.release();
    assertThat(one.released).containsExactly(first);
    assertThat(other.released).containsExactly(second);
  }

  @Test
  void manyThreadsThatAskAtOnceGetTheSame() throws Exception {
    Counted key = new Counted();
    Set<Integer> seen = new HashSet<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Integer>> all = new ArrayList<>();
      for (int thread = 0; thread < 20; thread++) {
        all.add(() -> frame.attachment(key));
      }
      for (var each : threads.invokeAll(all)) {
        seen.add(each.get());
      }
    }
    frame.release();

    assertThat(seen).hasSize(1);
    assertThat(key.released).hasSize(1);
  }

  @Test
  void theFirstOutputWritesIntoTheRoomAroundTheData() {
    ByteBuf first = surrounded("<", ">");

    assertThat(text(first)).isEqualTo("<picture>");
    assertThat(first.memoryAddress()).isEqualTo(frame.data().memoryAddress() - 1);
    assertThat(text(frame.data())).isEqualTo("picture");
    first.release();
    frame.release();
  }

  @Test
  void theNextOutputGetsACopy() {
    ByteBuf first = surrounded("<", ">");
    ByteBuf second = surrounded("[[", "]]");

    assertThat(text(second)).isEqualTo("[[picture]]");
    assertThat(text(first)).isEqualTo("<picture>");
    second.release();
    first.release();
    frame.release();
  }

  @Test
  void whatDoesNotFitIsCopiedAndLeavesTheRoomToOthers() {
    ByteBuf large = surrounded("x".repeat(500), ">");
    ByteBuf small = surrounded("<", ">");

    assertThat(text(large)).isEqualTo("x".repeat(500) + "picture>");
    assertThat(small.memoryAddress()).isEqualTo(frame.data().memoryAddress() - 1);
    large.release();
    small.release();
    frame.release();
  }

  private ByteBuf surrounded(String before, String after) {
    return frame.surroundedBy(bytes(before), bytes(after));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static String text(ByteBuf bytes) {
    return bytes.toString(StandardCharsets.US_ASCII);
  }

  private static final class Counted implements AttachmentKey<Integer> {
    private static final AtomicInteger NUMBERS = new AtomicInteger(1000);
    private final List<Integer> released = new ArrayList<>();

    @Override
    public Integer make(Frame frame) {
      return NUMBERS.incrementAndGet();
    }

    @Override
    public void release(Integer attachment) {
      released.add(attachment);
    }
  }
}
