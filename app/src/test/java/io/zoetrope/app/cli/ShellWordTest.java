package io.zoetrope.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ShellWordTest {

  @ParameterizedTest
  @ValueSource(strings = {"test:", "rtsp://***@192.0.2.7/stream1", "http://[2001:db8::7]/v#fps=2"})
  void plainWordsAreNotQuoted(String text) {
    assertThat(ShellWord.of(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "test:?size=320x180&fps=5",
        "file:it's here.mp4",
        "exec:sh -c $HOME `x` \"y\" \\ ; | < > ( ) !",
        "#x",
        ""
      })
  void aShellReadsTheSameWord(String text) throws Exception {
    String word = ShellWord.of(text);
    Process shell = new ProcessBuilder("sh", "-c", "printf %s " + word).start();
    assertThat(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEqualTo(text);
    assertThat(word).startsWith("'");
  }
}
