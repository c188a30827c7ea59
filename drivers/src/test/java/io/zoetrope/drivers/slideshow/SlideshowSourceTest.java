package io.zoetrope.drivers.slideshow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.core.fixture.DriverBench;
import io.zoetrope.core.fixture.Pictures;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.source.FrameSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlideshowSourceTest {
  private static final byte[] A = Pictures.numbered(1);
  private static final byte[] B = Pictures.numbered(2);
  private static final byte[] C = Pictures.numbered(3);

  @TempDir Path folder;

  private final DriverBench bench = new DriverBench();

  @AfterEach
  void everyBufferIsGivenBack() {
    bench.close();
  }

  @Test
  void picturesComeInTheOrderOfTheirNamesOverAndOver() throws Exception {
    put("2.jpeg", B);
    put("10.JPG", A);
    put("3.jpg", C);

    try (FrameSource source = open()) {
      assertShows(source, A, B, C, A, B, C, A);
    }
  }

  @Test
  void withoutAFolderTheIncludedPicturesAreShown() throws Exception {
    try (FrameSource source = bench.open(new SlideshowDriver(), "slideshow:?fps=200")) {
      for (int i = 0; i < 4; i++) {
        byte[] picture = Pictures.next(source);
        assertThat(Pictures.decoded(picture).getWidth()).isGreaterThanOrEqualTo(640);
      }
    }
  }

  @Test
  void addedAndRemovedPicturesShowInTheNextRound() throws Exception {
    put("1.jpg", A);
    put("2.jpg", B);

    try (FrameSource source = open()) {
      assertShows(source, A);
      put("3.jpg", C);
      Files.delete(folder.resolve("1.jpg"));
      assertShows(source, B, B, C, B);
    }
  }

  @Test
  void filesThatAreNotPicturesAreSkipped() throws Exception {
    put("1.jpg", A);
    put("2.jpg", Pictures.truncated(B));
    put("3.jpg", new byte[0]);
    put("4.jpg", "<html>".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    put("notes.txt", B);
    put(".hidden.jpg", B);
    Files.createDirectory(folder.resolve("5.jpg"));
    Files.createSymbolicLink(folder.resolve("6.jpg"), Path.of("/nowhere"));
    Files.createSymbolicLink(folder.resolve("7.jpg"), Path.of("/dev/zero"));

    try (FrameSource source = open()) {
      assertShows(source, A, A, A);
    }
  }

  @Test
  void unusualPicturesOfPhonesAndCamerasAreShown() throws Exception {
    ByteArrayOutputStream motion = new ByteArrayOutputStream();
    motion.writeBytes(A);
    motion.writeBytes(Pictures.whole(80, 60, 9));
    motion.writeBytes(new byte[1_000_000]);
    put("1.jpg", motion.toByteArray());
    put("2.jpg", Arrays.copyOf(B, B.length - 2));

    try (FrameSource source = open()) {
      assertShows(source, A, B, A, B);
    }
  }

  @Test
  void aPipeAmongThePicturesDoesNotBlock() throws Exception {
    put("1.jpg", A);
    assertThat(
            new ProcessBuilder("/usr/bin/mkfifo", folder.resolve("2.jpg").toString())
                .start()
                .waitFor())
        .isZero();

    try (FrameSource source = open()) {
      assertShows(source, A, A);
    }
  }

  @Test
  void aFileTooLargeToBeAPictureIsNotRead() throws Exception {
    put("1.jpg", A);
    try (RandomAccessFile huge = new RandomAccessFile(folder.resolve("2.jpg").toFile(), "rw")) {
      huge.setLength(5L << 30);
    }

    try (FrameSource source = open()) {
      assertShows(source, A, A);
    }
  }

  @Test
  void aReplacedPictureIsShownInItsNewForm() throws Exception {
    put("1.jpg", A);

    try (FrameSource source = open()) {
      assertShows(source, A);
      put("1.jpg", B);
      assertShows(source, B);
    }
  }

  @Test
  void whenAllPicturesAreBrokenTheErrorSaysWhatIsWrongWithOne() throws Exception {
    put("1.jpg", A);

    try (FrameSource source = open()) {
      assertShows(source, A);
      put("1.jpg", Pictures.truncated(A));
      assertThatThrownBy(source::read)
          .isInstanceOf(IOException.class)
          .hasMessage("the picture 1.jpg is of no use: truncated: no end-of-image marker");
      put("1.jpg", B);
      assertShows(source, B);
    }
  }

  @Test
  void whenAllPicturesAreGoneTheErrorSaysSo() throws Exception {
    put("1.jpg", A);

    try (FrameSource source = open()) {
      assertShows(source, A);
      Files.delete(folder.resolve("1.jpg"));
      assertThatThrownBy(source::read)
          .isInstanceOf(IOException.class)
          .hasMessage("the folder holds no JPEG pictures any more");
    }
  }

  @Test
  void whenTheFolderIsGoneTheErrorSaysSo() throws Exception {
    put("1.jpg", A);

    try (FrameSource source = open()) {
      assertShows(source, A);
      Files.delete(folder.resolve("1.jpg"));
      Files.delete(folder);
      assertThatThrownBy(source::read)
          .isInstanceOf(IOException.class)
          .hasMessage("the folder %s cannot be read".formatted(folder));
    }
    Files.createDirectory(folder);
  }

  @Test
  void sequenceNumbersAndTimesIncrease() throws Exception {
    put("1.jpg", A);

    try (FrameSource source = open()) {
      Frame first = source.read();
      Frame second = source.read();
      assertThat(second.sequence()).isEqualTo(first.sequence() + 1);
      assertThat(second.capturedNanos()).isGreaterThan(first.capturedNanos());
      first.release();
      second.release();
    }
  }

  @Test
  void aSlowShowMayBeSilentForLonger() throws Exception {
    try (FrameSource slow = bench.open(new SlideshowDriver(), "slideshow:?fps=0.01");
        FrameSource quick = bench.open(new SlideshowDriver(), "slideshow:")) {
      assertThat(slow.maxSilence()).isEqualTo(Duration.ofMinutes(5));
      assertThat(quick.maxSilence()).isEqualTo(Duration.ofSeconds(10));
    }
  }

  @Test
  void nothingIsShownAfterTheClose() throws Exception {
    FrameSource source = bench.open(new SlideshowDriver(), "slideshow:");
    source.close();
    source.close();

    assertThatThrownBy(source::read).isInstanceOf(IOException.class);
  }

  private FrameSource open() throws Exception {
    return bench.open(new SlideshowDriver(), "slideshow:%s?fps=200".formatted(folder));
  }

  private void put(String name, byte[] content) throws IOException {
    Files.write(folder.resolve(name), content);
  }

  private static void assertShows(FrameSource source, byte[]... pictures) throws Exception {
    for (byte[] picture : pictures) {
      assertThat(Pictures.next(source)).isEqualTo(picture);
    }
  }
}
