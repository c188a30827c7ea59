package io.zoetrope.core.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is shown of addresses, and of what others say of them. */
class SecretsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          # As makers of cameras and servers write them.
          rtsp://cam:554/user=admin_password=hunter2_channel=1_stream=0.sdp?real_stream   | rtsp://cam:554/user=***_password=***_channel=1_stream=0.sdp?real_stream
          rtsp://cam:554/user=admin&password=hunter2&channel=1&stream=0.sdp?              | rtsp://cam:554/user=***&password=***&channel=1&stream=0.sdp?
          rtsp://cam/av0_0&user=admin&password=hunter2                                    | rtsp://cam/av0_0&user=***&password=***
          rtsp://cam/user%3Dadmin%26password%3Dhunter2                                    | rtsp://cam/user%3D***%26password%3D***
          rtsp://cam/0/admin:hunter2/main                                                 | rtsp://cam/0/***/main
          http://cam/snapshot.cgi?loginuse=admin&loginpas=hunter2                         | http://cam/snapshot.cgi?loginuse=***&loginpas=***
          http://cam/videostream.cgi?user=admin&pwd=hunter2&resolution=32&rate=0          | http://cam/videostream.cgi?user=***&pwd=***&resolution=32&rate=0
          http://cam/mjpg/Kitchen?user=admin&pw=hunter2                                   | http://cam/mjpg/Kitchen?user=***&pw=***
          http://cam/Mjpeg/1?authToken=hunter2                                            | http://cam/Mjpeg/1?authToken=***
          http://cam/picture/1/current/?_username=admin&_signature=hunter2                | http://cam/picture/1/current/?_username=***&_signature=***
          rtsp://cam/cam/realmonitor?channel=1&subtype=0&authbasic=hunter2                | rtsp://cam/cam/realmonitor?channel=1&subtype=0&authbasic=***
          http://cam/webapi/entry.cgi?api=SYNO.SurveillanceStation.Stream&_sid=hunter2    | http://cam/webapi/entry.cgi?api=SYNO.SurveillanceStation.Stream&_sid=***
          http://cam/api/camera_proxy_stream/camera.x?token=hunter2                       | http://cam/api/camera_proxy_stream/camera.x?token=***
          http://cam/cgi-bin/api.cgi?cmd=Snap&user=admin&password=hunter2&width=640       | http://cam/cgi-bin/api.cgi?cmd=Snap&user=***&password=***&width=640
          http://cam/?action=command&passwd=hunter2                                       | http://cam/?action=command&passwd=***
          http://cam/v?sessionid=hunter2&session=hunter2&api-key=hunter2&x-api-key=hunter2 | http://cam/v?sessionid=***&session=***&api-key=***&x-api-key=***
          http://cam/v?user_password=hunter2&jwt=hunter2                                  | http://cam/v?user_password=***&jwt=***
          http://cam/v;jsessionid=hunter2?x=hunter2                                       | http://cam/v;jsessionid=***?x=***
          http://cam/v;hunter2;channel=2/x                                                | http://cam/v;***;channel=2/x
          http://cam/v?hunter2                                                            | http://cam/v?***
          http://cam/v?aHVudGVyMg==                                                       | http://cam/v?***
          http://cam/v?channel=1&token%3Dhunter2                                          | http://cam/v?channel=1&token%3D***
          http://cam/v?channel=1%26token=hunter2                                          | http://cam/v?channel=***
          http://cam/v?src=rtsp://me:hunter2@door/                                        | http://cam/v?src=***
          http://cam/stream?src=front_door&fps=5                                          | http://cam/stream?src=front_door&fps=5
          rtmp://live.example.org/app/hunter2-x?size=1x1                                  | rtmp://live.example.org/app/***?size=1x1
          rtmps://live.example.org:443/hunter2                                            | rtmps://live.example.org:443/***
          rtmp://cam/bcs/channel0_main.bcs?channel=0&stream=0&user=admin&password=hunter2 | rtmp://cam/bcs/***?channel=0&stream=0&user=***&password=***
          srt://cam:9000?mode=caller&streamid=hunter2&passphrase=hunter2&latency=200      | srt://cam:9000?mode=caller&streamid=***&passphrase=***&latency=200
          srt://cam:9000?streamid=#!::r=hunter2,u=hunter2&passphrase=hunter2              | srt://cam:9000?***#***&***
          srt://cam:9000?passphrase=x@hunter2                                             | srt://cam:9000?***
          push:?key=hunter2&takeover=true                                                 | push:?key=***&takeover=true
          https://me:hunter2@cam/live#fps=2&ca=/etc/ca.pem&verify=false                   | https://***@cam/live#fps=2&ca=/etc/ca.pem&verify=false
          redis://:hunter2@my_redis:6379/2                                                | redis://***@my_redis:6379/2
          jdbc:postgresql://me:hunter2@db1:5432,db2/lab?password=hunter2                  | jdbc:postgresql://***@db1:5432,db2/lab?password=***
          # Mistakes.
          rtsp://me:hunter2/live                                                          | rtsp://me:***/live
          rtsp://me:hunter2@with@ats@host/live                                            | rtsp://***@host/live
          rtsp://me:hunter2#with?all@host/live                                            | rtsp://***@host/live
          rtsp://me:with/slash/hunter2@host/live                                          | rtsp://***@host/live
          rtsp://me@example.org:with/slash/hunter2@host/live                              | rtsp://***@host/live
          rtsp://me:with/slash@host/live?token=a@hunter2                                  | rtsp://***@host/live?***
          rtsp://admin:12#hunter2=1@camera/stream1                                        | rtsp://admin:12#***
          rtsp:admin:hunter2@camera/stream1                                               | rtsp:***@camera/stream1
          rtsp:/admin:hunter2@camera/stream1                                              | rtsp:/***@camera/stream1
          rtsp:/admin:hun/ter2@camera/stream1                                             | rtsp:/***@camera/stream1
          """)
  void onlyHarmlessPartsOfAnAddressAreShown(String address, String shown) {
    assertThat(Secrets.maskAddress(address)).isEqualTo(shown);
    assertThat(Secrets.maskAddress(shown)).as("masked twice").isEqualTo(shown);
    assertThat(Secrets.mask("'%s': refused".formatted(address)))
        .as("in a text")
        .isEqualTo("'%s': refused".formatted(shown));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "rtsp://192.0.2.7",
        "rtsp://[2001:db8::1]:554/Streaming/Channels/101",
        "rtsp://front_door.lan:554/live/ch00_0",
        "http://host:8080/?action=stream",
        "http://host:8080/pictures/cat@2x.jpg?fps=5",
        "udp://@239.0.0.1:1234?reuse=1&fifo_size=1000000",
        "v4l2:/dev/video0?size=1280x720&fps=30&format=mjpeg",
        "v4l2:/dev/v4l/by-id/usb-046d_0825-video-index0",
        "file:/home/me/a b@c.mp4?loop=true",
        "screen::0.0?area=10,20,640x480&fps=5",
        "test:?size=640x480&fps=15",
        "opencv:0",
        "C:\\clips\\a.mp4",
      })
  void whatHasNoSecretIsShownAsItIs(String address) {
    assertThat(Secrets.maskAddress(address)).isEqualTo(address);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          cannot open 'http://me:hunter2@host/' after rtsp://me:hunter2@other/: refused | cannot open 'http://***@host/' after rtsp://***@other/: refused
          Redirect to (http://me:hunter2@host/) failed   | Redirect to (http://***@host/) failed
          GET /snap.cgi?user=me&pwd=hunter2 HTTP/1.1     | GET /snap.cgi?user=***&pwd=*** HTTP/1.1
          GET /user=me_password=hunter2_channel=1.sdp    | GET /user=***_password=***_channel=1.sdp
          url=snap.cgi?channel=1&pwd=hunter2             | url=***?channel=1&pwd=***
          rtsp:me:hunter2@host/ is odd                   | rtsp:***@host/ is odd
          """)
  void secretsOfAddressesInATextAreMasked(String text, String masked) {
    assertThat(Secrets.mask(text)).isEqualTo(masked);
    assertThat(Secrets.mask(masked)).isEqualTo(masked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no URL at all, me@example.org",
        "http://host:8080/pictures/cat@2x.jpg",
        "[rtsp @ 0x55d0c0ffee] [error] method DESCRIBE failed: 401 Unauthorized",
        "Stream #0:0: Video: mjpeg, yuvj420p(pc), 640x480, 25 fps, q=2-31",
        "connection to host:554 refused",
        "is it a=b, or either/or?",
      })
  void everythingElseInATextStays(String text) {
    assertThat(Secrets.mask(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "the login me1:p@ss wörd/2 is wrong",
        "user 'me1', password 'p@ss wörd/2'",
        "GET me1:p%40ss%20w%C3%B6rd%2F2",
        "p%40ss%20w%c3%b6rd%2f2, or p%40ss+w%C3%B6rd%2F2",
        "Authorization: Basic bWUxOnBAc3Mgd8O2cmQvMg==",
      })
  void aKnownSecretIsFoundInEveryForm(String foreign) {
    Secrets secrets = Secrets.of("rtsp://me1:p%40ss%20w%C3%B6rd%2f2@host/live?channel=1");

    assertThat(secrets.hideIn(foreign))
        .contains("***")
        .doesNotContain("me1", "ss w", "w%C3", "w%c3", "c3Mgd8", "ss+w");
  }

  @Test
  void aShortSecretIsHiddenOnlyAsAWordAndWhatIsShownIsLeftAlone() {
    Secrets secrets = Secrets.of("http://ed:pw1@host:8080/live?channel=1&x=7");

    assertThat(secrets.hideIn("ed started: wanted pw1, channel=1, 7 of 1 at host:8080"))
        .isEqualTo("*** started: wanted ***, channel=1, 7 of 1 at host:8080");
  }

  @Test
  void everyWordOfACommandIsHiddenEvenInsideAScript() {
    Secrets secrets =
        Secrets.ofCommand(
            List.of(
                "/bin/sh",
                "-c",
                "curl --key=\"hunter22\" 'http://me:p%40ssword@cam/'; echo $TOKEN"));

    assertThat(secrets.hideIn("/bin/sh: 1: curl: not found; hunter22 me p@ssword $TOKEN"))
        .isEqualTo("/bin/sh: 1: ***: not found; *** *** *** ***");
  }

  @Test
  void otherAddressesAreMaskedAsWellAsTheKnownSecrets() {
    assertThat(Secrets.of("http://me:hunter2@cam/").hideIn("hunter2 sent to http://a:b@c/?t=1"))
        .isEqualTo("*** sent to http://***@c/?t=***");
  }

  @Test
  void withoutASecretEverythingStays() {
    assertThat(Secrets.NONE.hideIn("The lens cap is on")).isEqualTo("The lens cap is on");
    assertThat(Secrets.ofCommand(List.of("grab")).hideIn("it is on")).isEqualTo("it is on");
  }
}
