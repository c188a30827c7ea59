package io.zoetrope.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who and where in a URL. */
class UrlAuthorityTest {

  @ParameterizedTest
  @CsvSource({
    "http://my_cam:8080/?action=stream, '', my_cam, 8080",
    "http://my_cam, '', my_cam, -1",
    "http://_1.cams.my_net./x, '', _1.cams.my_net., -1",
    "https://admin:x@front_door.lan/snap.jpg, admin:x, front_door.lan, -1",
    "https://admin:p%40x@front_door:/snap.jpg, admin:p%40x, front_door, -1",
    "http://me:p%40ss@cam:81, me:p%40ss, cam, 81",
    "http://192.0.2.7:80/x, '', 192.0.2.7, 80",
    "http://[2001:db8::1]:80/x, '', [2001:db8::1], 80",
  })
  void hostsMayHaveAnUnderscore(String url, String login, String host, int port) {
    assertThat(UrlAuthority.of(URI.create(url)))
        .contains(
            new UrlAuthority(Optional.of(login).filter(given -> !given.isEmpty()), host, port));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http:///x",
        "http:x",
        "file:/x",
        "http://:80/",
        "http://me@/x",
        "http://a:b@c@my_cam/",
        "http://my_cam:80a/",
        "http://my_cam:70000/",
        "http://cam:70000/",
        "http://192.0.2.999/",
        "http://my_cam..lan/",
      })
  void aUrlWithoutAHostHasNone(String url) {
    assertThat(UrlAuthority.of(URI.create(url))).isEmpty();
  }
}
