package io.zoetrope.drivers.v4l2;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.core.driver.FrameSource;
import io.zoetrope.drivers.fixture.DriverBench;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class V4l2DriverIT {
  private final DriverBench bench = new DriverBench();

  @AfterEach
  void everyBufferIsGivenBack() {
    bench.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          v4l2:/dev/video4711                                      | there is no such device or file
          v4l2:/dev/video4711?size=640x480&fps=30&format=yuyv422   | there is no such device or file
          v4l2:/dev/null                                           | that is not a device of this kind
          """)
  void aDeviceThatIsNoneIsToldSo(String uri, String sentence) throws Exception {
    try (FrameSource source = bench.open(new V4l2Driver(), uri)) {
      assertThatThrownBy(source::read).isInstanceOf(IOException.class).hasMessage(sentence);
    }
  }
}
