package io.zoetrope.drivers.slideshow;

import io.netty.buffer.ByteBuf;
import io.zoetrope.core.ingest.BrokenPictureException;
import io.zoetrope.core.media.FrameBuilder;
import io.zoetrope.core.media.FrameFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The JPEGs of a folder. */
record FolderSlides(Path folder) implements Slides {
  private static final int MAX_PICTURE_BYTES = 64 * 1024 * 1024;

  @Override
  public List<Slide> pictures() throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(FolderSlides::isJpeg).sorted().<Slide>map(PictureFile::new).toList();
    } catch (IOException | UncheckedIOException e) {
      throw new IOException("the folder %s cannot be read".formatted(folder), e);
    }
  }

  private static boolean isJpeg(Path path) {
    String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
    return (name.endsWith(".jpg") || name.endsWith(".jpeg"))
        && !name.startsWith(".")
        // Reading a pipe would wait for its writer, whom nobody may ever see.
        && Files.isRegularFile(path);
  }

  private record PictureFile(Path path) implements Slide {
    @Override
    public String name() {
      return path.getFileName().toString();
    }

    @Override
    public FrameBuilder read(FrameFactory frames) throws IOException {
      try (FileChannel file = FileChannel.open(path)) {
        long size = file.size();
        if (size > MAX_PICTURE_BYTES) {
          throw new BrokenPictureException(
              "it is larger than %d MB".formatted(MAX_PICTURE_BYTES >> 20));
        }
        FrameBuilder builder = frames.begin((int) size);
        try {
          fill(builder.buffer(), file, (int) size);
          return builder;
        } catch (IOException e) {
          builder.close();
          throw e;
        }
      }
    }

    private static void fill(ByteBuf buffer, FileChannel file, int size) throws IOException {
      int read = 0;
      int more = 0;
      while (read < size && more >= 0) {
        more = buffer.writeBytes(file, read, size - read);
        read += more;
      }
    }
  }
}
