package io.zoetrope.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class VariablesTest {
  private static final Variables VARIABLES =
      new Variables(
          Map.of(
              "P", "p@s/w?r#d&1%=",
              "LOGIN", "me:p@ss",
              "HOST", "192.0.2.7:554",
              "URL", "rtsp://me:pw@192.0.2.7/live?a=b",
              "PATH", "live/cam 1",
              "DIR", "/srv/my cams",
              "KEY", "a&b=c"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          rtsp://me:${P}@192.0.2.7/s           | rtsp://me:p%40s%2Fw%3Fr%23d%261%25%3D@192.0.2.7/s
          redis://:${P}@192.0.2.9:6379/2       | redis://:p%40s%2Fw%3Fr%23d%261%25%3D@192.0.2.9:6379/2
          jdbc:postgresql://me:${P}@h/db       | jdbc:postgresql://me:p%40s%2Fw%3Fr%23d%261%25%3D@h/db
          jdbc:postgresql://h/db?password=${P} | jdbc:postgresql://h/db?password=p%40s%2Fw%3Fr%23d%261%25%3D
          http://${LOGIN}@${HOST}/${PATH}      | http://me:p%40ss@192.0.2.7:554/live/cam%201
          http://h/v?user=me&pw=${P}&x=1       | http://h/v?user=me&pw=p%40s%2Fw%3Fr%23d%261%25%3D&x=1
          http://h/user=me_password=${KEY}_c=1 | http://h/user=me_password=a%26b%3Dc_c=1
          https://hooks.example/${P}           | https://hooks.example/p%40s/w%3Fr%23d%261%25=
          rtsp://${HOST}/s                     | rtsp://192.0.2.7:554/s
          ${URL}                               | rtsp://me:pw@192.0.2.7/live?a=b
          ${URL}&pw=${KEY}                     | rtsp://me:pw@192.0.2.7/live?a=b&pw=a%26b%3Dc
          push:?key=${KEY}                     | push:?key=a%26b%3Dc
          file:${DIR}/clip.mp4                 | file:/srv/my cams/clip.mp4
          https://h/v#ca=${DIR}/ca.pem         | https://h/v#ca=%2Fsrv%2Fmy%20cams/ca.pem
          exec:curl -u ${LOGIN} http://h/?a=${KEY} | exec:curl -u me:p@ss http://h/?a=a&b=c
          rtsp://me:$P@{h}/${                  | rtsp://me:$P@{h}/${
          """)
  void valuesAreEncodedInAddresses(String address, String expanded) {
    assertThat(VARIABLES.expandAddress(address)).isEqualTo(expanded);
  }

  @Test
  void valuesAreUnchangedInOtherTexts() {
    assertThat(VARIABLES.expand("see http://me:${P}@h")).isEqualTo("see http://me:p@s/w?r#d&1%=@h");
  }

  @Test
  void aMissingVariableIsNamed() {
    assertThatExceptionOfType(BadConfigException.class)
        .isThrownBy(() -> VARIABLES.expandAddress("rtsp://me:${NOT_SET}@h/"))
        .withMessage("the environment has no variable 'NOT_SET'");
  }
}
