package io.zoetrope.web.mjpeg;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Frames in files: who gets one, and what becomes of it. */
class FrameFilesTest {
  private static final Path SHARED_MEMORY = Path.of("/dev/shm");

  @AutoClose private FrameFiles files = FrameFiles.none();

  @BeforeEach
  void open() throws IOException {
    assumeThat(SHARED_MEMORY).exists();
    files = FrameFiles.inSharedMemory();
  }

  @Test
  void untilMeasuredTheSixthViewerAndLaterOnesGetAFile() throws IOException {
    Copied frame = frame(files, bytes('a', 100_000));

    for (int viewer = 1; viewer < 6; viewer++) {
      assertThat(frame.file()).as("the file of viewer %d", viewer).isNull();
    }
    FileChannel file = requireNonNull(frame.file());
    assertThat(frame.file()).isSameAs(file);
    assertThat(read(file)).isEqualTo(bytes('a', 100_000));
    frame.release();
  }

  @Test
  void allViewersGetAFileIfEnoughAreExpected() {
    Copied frame = frame(files, bytes('a', 100));

    assertThat(frame.copy().of(frame.bytes(), 6)).isNotNull();
    assertThat(frame.copy().of(frame.bytes(), 0)).as("who knows of no others").isNull();
    frame.release();
  }

  @Test
  void duringATrialEverySecondViewerGetsTheFile() {
    AtomicLong now = new AtomicLong();
    FilePayoff payoff = new FilePayoff(now::get);
    now.addAndGet(TimeUnit.MINUTES.toNanos(1));
    Copied frame = frame(files, bytes('a', 100), payoff);

    for (int viewer = 1; viewer < 20; viewer += 2) {
      assertThat(frame.copy().of(frame.bytes(), 20)).isNull();
      assertThat(frame.copy().of(frame.bytes(), 20)).isNotNull();
    }
    frame.release();

    Copied next = frame(files, bytes('a', 100), payoff);
    assertThat(next.copy().of(next.bytes(), 20)).as("the first viewer later").isNotNull();
    next.release();
  }

  @Test
  void whereFilesNeverPayNobodyGetsOne() {
    AtomicLong now = new AtomicLong();
    FilePayoff payoff = new FilePayoff(now::get);
    now.addAndGet(TimeUnit.MINUTES.toNanos(1));
    SendTrial trial = requireNonNull(payoff.begin(20));
    for (int n = 0; n < 10; n++) {
      trial.sent(n % 2 == 0, 100, 10);
    }
    trial.wrote(100, 10);
    payoff.end(trial);

    Copied frame = frame(files, bytes('a', 100), payoff);
    assertThat(frame.copy().of(frame.bytes(), 10_000)).isNull();
    frame.release();
  }

  @Test
  void theNextFrameReusesTheFileOfAReleasedOne() throws IOException {
    Copied first = frame(files, bytes('a', 5_000));
    FileChannel file = shared(first);
    Copied second = frame(files, bytes('b', 40));
    assertThat(shared(second)).isNotSameAs(file);
    first.release();
    assertThat(file.size()).as("memory held for a frame that is gone").isZero();

    Copied third = frame(files, bytes('c', 70));

    assertThat(shared(third)).isSameAs(file);
    assertThat(read(file)).isEqualTo(bytes('c', 70));
    second.release();
    third.release();
  }

  /** The file's pages are what waits in a socket: to write over them would mix two pictures. */
  @Test
  void bytesWaitingOnASocketSurviveTheFilesReuse() throws IOException {
    try (ServerSocketChannel server =
            ServerSocketChannel.open()
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        SocketChannel viewer = SocketChannel.open(server.getLocalAddress());
        SocketChannel connection = server.accept()) {
      Copied first = frame(files, bytes('a', 60_000));
      FileChannel file = shared(first);
      long sent = file.transferTo(0, 60_000, connection);
      first.release();
      Copied second = frame(files, bytes('b', 60_000));
      assertThat(shared(second)).isSameAs(file);

      ByteBuffer received = ByteBuffer.allocate((int) sent);
      while (received.hasRemaining() && viewer.read(received) >= 0) {
        // All of it has been sent.
      }

      assertThat(sent).isPositive();
      assertThat(received.array()).isEqualTo(bytes('a', (int) sent));
      second.release();
    }
  }

  @Test
  void theFilesHaveNoNames() throws IOException {
    Copied frame = frame(files, bytes('a', 100));
    assertThat(shared(frame).isOpen()).isTrue();

    try (var names = Files.list(SHARED_MEMORY)) {
      assertThat(names.map(path -> path.getFileName().toString()))
          .noneMatch(name -> name.startsWith("zoetrope-"));
    }
    frame.release();
  }

  @Test
  void whenAllFilesAreInUseFramesAreSentFromTheirBuffers() {
    List<Copied> stuck = new ArrayList<>();
    for (int n = 0; n < 64; n++) {
      stuck.add(frame(files, bytes('a', 10)));
      shared(stuck.getLast());
    }
    Copied oneMore = frame(files, bytes('b', 10));

    assertThat(ask(oneMore)).isNull();
    stuck.forEach(Copied::release);
    oneMore.release();

    Copied later = frame(files, bytes('c', 10));
    assertThat(ask(later)).isNotNull();
    later.release();
  }

  @Test
  void aMissingFolderCostsNoFrame() throws IOException {
    Path folder = Files.createTempDirectory(SHARED_MEMORY, "frames");
    try (FrameFiles there = FrameFiles.in(folder)) {
      Files.delete(folder);
      Copied frame = frame(there, bytes('a', 10));

      assertThat(ask(frame)).isNull();
      frame.release();
    }
  }

  @Test
  void aFolderOnADiskIsNotUsed() {
    Copied frame = frame(FrameFiles.in(Path.of("/proc")), bytes('a', 10));

    assertThat(ask(frame)).isNull();
    frame.release();
  }

  @Test
  void aFileReturnedAfterCloseIsClosed() {
    Copied frame = frame(files, bytes('a', 10));
    FileChannel file = shared(frame);
    files.close();
    assertThat(file.isOpen()).isTrue();

    frame.release();

    assertThat(file.isOpen()).isFalse();
  }

  private static Copied frame(FrameFiles files, byte[] picture) {
    return frame(files, picture, new FilePayoff(() -> 0));
  }

  private static Copied frame(FrameFiles files, byte[] picture, FilePayoff payoff) {
    return new Copied(Unpooled.directBuffer().writeBytes(picture), new FileCopy(files, payoff));
  }

  private static FileChannel shared(Copied frame) {
    return requireNonNull(ask(frame));
  }

  private static @Nullable FileChannel ask(Copied frame) {
    for (int viewer = 1; viewer < 6; viewer++) {
      frame.file();
    }
    return frame.file();
  }

  private static byte[] read(FileChannel file) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate((int) file.size());
    file.read(bytes, 0);
    return bytes.array();
  }

  private static byte[] bytes(char filler, int count) {
    byte[] bytes = new byte[count];
    Arrays.fill(bytes, (byte) filler);
    return bytes;
  }

  /** The bytes of a frame, and their file. */
  private record Copied(ByteBuf bytes, FileCopy copy) {
    @Nullable FileChannel file() {
      return copy.of(bytes, 0);
    }

    void release() {
      copy.close(bytes.readableBytes());
      bytes.release();
    }
  }
}
