package io.zoetrope.drivers.slideshow;

import io.zoetrope.core.ingest.BrokenPictureException;
import io.zoetrope.core.ingest.JpegIngest;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.FrameFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/** A set of pictures that may change while it is shown. */
@FunctionalInterface
interface Slides {
  List<Slide> pictures() throws IOException;

  static Slides shipped() {
    return () ->
        Stream.of("1.jpg", "2.jpg", "3.jpg")
            .map(name -> {
              URL resource = Objects.requireNonNull(Slides.class.getResource(name));
              return new Slide(name, resource::openStream);
            })
            .toList();
  }

  static Slides of(Path folder) {
    return () -> {
      try (Stream<Path> entries = Files.list(folder)) {
        return entries
            .filter(Slides::isJpeg)
            .sorted()
            .map(file -> new Slide(file.getFileName().toString(), () -> Files.newInputStream(file)))
            .toList();
      } catch (IOException | UncheckedIOException e) {
        throw new IOException("the folder %s cannot be read".formatted(folder), e);
      }
    };
  }

  private static boolean isJpeg(Path path) {
    String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
    return (name.endsWith(".jpg") || name.endsWith(".jpeg"))
        && !name.startsWith(".")
        // Reading a pipe would wait for its writer, which may never come.
        && Files.isRegularFile(path);
  }

  /** One picture, read again each time it is shown. */
  record Slide(String name, Bytes bytes) {
    private static final int MAX_PICTURE_BYTES = 64 << 20;

    @FunctionalInterface
    interface Bytes {
      InputStream open() throws IOException;
    }

    /** Returns a frame whose one reference is the caller's to release. */
    Frame read(FrameFactory frames) throws IOException {
      try (InputStream in = bytes.open()) {
        byte[] jpeg = in.readNBytes(MAX_PICTURE_BYTES + 1);
        if (jpeg.length > MAX_PICTURE_BYTES) {
          throw new BrokenPictureException(
              "it is larger than %d MB".formatted(MAX_PICTURE_BYTES >> 20));
        }
        return JpegIngest.frameOf(jpeg, frames);
      }
    }
  }
}
