package io.zoetrope.drivers.opencv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.core.fixture.DriverBench;
import io.zoetrope.core.source.BadCameraUriException;
import io.zoetrope.core.source.CameraUri;
import io.zoetrope.core.source.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mistakes show before anything is opened, and without OpenCV. */
class OpenCvOptionsTest {

  @TempDir private Path folder;

  @Test
  void aNumberIsACamera() throws IOException {
    assertThat(input("opencv:0"))
        .isEqualTo(new OpenCvOptions.Device(0, Optional.empty(), Optional.empty(), 80));
    assertThat(input("opencv:2?size=640x480&fps=15&quality=55"))
        .isEqualTo(
            new OpenCvOptions.Device(2, Optional.of(new Size(640, 480)), Optional.of(15.0), 55));
  }

  @Test
  void aFileIsARecording() throws IOException {
    String clip = file("clip.avi");

    assertThat(input("opencv:" + clip))
        .isEqualTo(new OpenCvOptions.Recording(clip, Optional.empty(), 80, false));
    assertThat(input("opencv:" + clip + "?loop=true&fps=5&quality=100"))
        .isEqualTo(new OpenCvOptions.Recording(clip, Optional.of(5.0), 100, true));
  }

  @Test
  void aSeriesStartsWithPictureZeroOrOne() throws IOException {
    file("a0.jpg");
    file("b_0001.png");
    file("c007.jpg");

    assertThat(input("opencv:" + folder + "/a%d.jpg")).isInstanceOf(OpenCvOptions.Recording.class);
    assertThat(input("opencv:" + folder + "/b_%04d.png"))
        .isInstanceOf(OpenCvOptions.Recording.class);
    assertThat(input("opencv:" + folder + "/c007.jpg")).isInstanceOf(OpenCvOptions.Recording.class);
    assertThatThrownBy(() -> input("opencv:" + folder + "/c%03d.jpg"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("c000.jpg")
        .hasMessageContaining("c001.jpg")
        .hasMessageContaining("is named by its first picture");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "opencv:                   | needs the number of a camera or a recording",
        "opencv:img_%s.jpg         | should have one number in its name",
        "opencv:img_%99999d.jpg    | should have one number in its name",
        "opencv:%d/img_%d.jpg      | should have one number in its name",
        "opencv:/dev/null          | a camera is named by its number",
        "opencv:0?loop=true        | knows no option 'loop'",
        "opencv:0?quality=0        | a whole number from 1 to 100",
        "opencv:0?quality=101      | a whole number from 1 to 100",
        "opencv:0?quality=best     | a whole number from 1 to 100",
        "opencv:0?size=big         | a size from 16x16",
        "opencv:0?fps=0            | a rate in frames per second",
      })
  void invalidUrisAreRefusedWithTheReason(String uri, String message) {
    assertThatThrownBy(
            () -> new OpenCvDriver().check(CameraUri.parse(uri), new DriverBench().context()))
        .isInstanceOf(BadCameraUriException.class)
        .hasMessageStartingWith("opencv:")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "opencv:nowhere.avi        | there is no file 'nowhere.avi'",
        "opencv:/tmp               | slideshow:/tmp",
      })
  void aMissingFileIsNotAnErrorInTheUri(String uri, String message) {
    assertThatThrownBy(
            () -> new OpenCvDriver().check(CameraUri.parse(uri), new DriverBench().context()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(message);
  }

  private String file(String name) throws IOException {
    return Files.createFile(folder.resolve(name)).toString();
  }

  private static OpenCvOptions input(String uri) throws IOException {
    return OpenCvOptions.of(CameraUri.parse(uri));
  }
}
