package io.zoetrope.drivers.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.core.fixture.Pictures;
import io.zoetrope.core.source.BadCameraUriException;
import io.zoetrope.core.source.CameraUri;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.core.source.SourceEndedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs that fail, and commands that cannot run. */
class ExecFailureIT extends ExecDriverFixture {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          echo The lens cap is on >&2; exit 3     | the program 'grab' has ended with exit code 3: The lens cap is on
          exit 0                                  | the program 'grab' has ended without a picture
          cat picture; echo done >&2              | the program 'grab' has ended: done
          cat picture; exec 1>&-; sleep 60        | the program 'grab' has closed its output
          kill -9 $$                              | the program 'grab' was killed (signal 9)
          yes no video                            | grab: what is there is not video that FFmpeg can read
          printf '\\377\\330no'; sleep 0.1; exit 5 | the program 'grab' has ended with exit code 5
          """)
  void everyFailureIsASentence(String body, String sentence) throws Exception {
    Files.write(folder.resolve("picture"), Pictures.numbered(1));
    try (FrameSource source = open(script("cd '%s'; %s".formatted(folder, body)))) {
      assertThatThrownBy(() -> readUntilItFails(source))
          .isInstanceOf(IOException.class)
          .hasMessage(sentence);
    }
  }

  @Test
  void aProgramThatTakesOnePictureAndEndsHasNotFailed() throws Exception {
    Path picture = Files.write(folder.resolve("picture"), Pictures.numbered(1));
    try (FrameSource source = open(script("cat '%s'".formatted(picture)))) {
      assertThatThrownBy(() -> readUntilItFails(source)).isInstanceOf(SourceEndedException.class);
    }
  }

  @Test
  void aFailureHidesSecretsOfTheCommandAndIsShortened() throws Exception {
    Path script =
        program("i=0; while [ $i -lt 500 ]; do echo line $i $1 >&2; i=$((i+1)); done; exit 1");
    try (FrameSource source = open("exec:" + script + " --token=hunter22 'my secret'")) {
      assertThatThrownBy(source::read)
          .hasMessageContaining("line 499 ***")
          .satisfies(
              e -> assertThat(e.getMessage()).doesNotContain("hunter22").hasSizeLessThan(400));
    }
    assertThat(CameraUri.parse("exec:" + script + " --token=hunter22"))
        .hasToString("exec:" + script + " …");
  }

  @Test
  void aFailureHidesTheWordsOfAnInlineScript() throws Exception {
    String script =
        "sh -c 'echo \"no entry: hunter22 at http://me:p%40ssword@cam/, p@ssword\" >&2; exit 3'";
    try (FrameSource source = open("exec:" + script)) {
      assertThatThrownBy(source::read)
          .hasMessageStartingWith("the program 'sh' has ended with exit code 3: ")
          .satisfies(e ->
              assertThat(e.getMessage())
                  .doesNotContain("entry", "hunter22", "me:", "p%40ssword", "p@ssword"));
    }
  }

  @Test
  void aProgramThatCannotRunIsReportedAtTheStart() throws Exception {
    assertMissing(
        "exec:no-such-program -x", "exec: there is no program 'no-such-program' on the PATH");
    assertMissing("exec:/no/such -x", "exec: there is no program '/no/such'");
    Path plain = Files.writeString(folder.resolve("plain"), "");
    assertMissing(
        "exec:" + plain,
        "exec: '%1$s' is no program: this user may not execute it (chmod +x %1$s)"
            .formatted(plain));
    assertRefused("exec:grab 'x", "exec: a quote is not closed in the command");
    assertRefused(
        "exec: ", "exec: names no command; write it as in exec:ffmpeg -i /dev/video9 -f mpjpeg -");
    Path odd = program("");
    Files.writeString(odd, "#!/no/interpreter\n");
    assertThatThrownBy(() -> open("exec:" + odd))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("the program 'grab' does not start: ");
  }

  /** It may appear at any time, so the server starts without it, and opening says the same. */
  private void assertMissing(String uri, String sentence) {
    assertThatThrownBy(() -> driver.check(CameraUri.parse(uri), bench.context()))
        .isInstanceOf(IOException.class)
        .hasMessage(sentence);
    assertThatThrownBy(() -> open(uri)).isInstanceOf(IOException.class).hasMessage(sentence);
  }

  private void assertRefused(String uri, String sentence) {
    assertThatThrownBy(() -> driver.check(CameraUri.parse(uri), bench.context()))
        .isInstanceOf(BadCameraUriException.class)
        .hasMessage(sentence);
  }
}
