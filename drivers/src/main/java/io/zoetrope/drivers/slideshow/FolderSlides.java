package io.zoetrope.drivers.slideshow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The JPEGs of a folder. */
record FolderSlides(Path folder) implements Slides {

  @Override
  public List<Slide> pictures() throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(FolderSlides::isJpeg).sorted().<Slide>map(PictureFile::new).toList();
    }
  }

  private static boolean isJpeg(Path path) {
    String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
    return (name.endsWith(".jpg") || name.endsWith(".jpeg")) && !name.startsWith(".");
  }

  private record PictureFile(Path path) implements Slide {
    @Override
    public String name() {
      return path.getFileName().toString();
    }

    @Override
    public byte[] read() throws IOException {
      return Files.readAllBytes(path);
    }
  }
}
