package io.zoetrope.web.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostNameTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LocalHost:8080",
        "localhost.",
        "localhost.:8080",
        "localhost:",
        "nas",
        "my_container:80",
        "127.0.0.1",
        "127.0.0.1:8080",
        "127.0.0.1.",
        "192.0.2.7:65535",
        "127.1",
        "0x7f.1",
        "0X7F000001",
        "2130706433",
        "[::1]",
        "[::1]:8080",
        "[2001:DB8::7]:8080",
        "[::ffff:127.0.0.1]",
        "cam.localhost",
        "pi.LOCAL:8080",
        "pi.local.",
        "a.b.lan",
        "cam.home.arpa",
        "cam.internal",
        "xn--kche-0ra.local",
      })
  void noStrangerCanOwnAnAddressOrALocalName(String authority) {
    assertThat(HostName.ofAuthority(authority)).get().matches(HostName::isLocal);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "EVIL.example:8080",
        "evil.example.",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "127.0.0.1.nip.io",
        "1.2.3.4.5",
        "0x7g.1",
        "evillocal.example",
        "notlocal.xlocal",
        "home.arpa",
        "xn--mller-kva.example",
      })
  void aStrangerCanOwnAnyOther(String authority) {
    assertThat(HostName.ofAuthority(authority)).get().matches(host -> !host.isLocal());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        "localhost..",
        ".localhost",
        "a..local",
        "localhost@evil.example",
        "evil.example@localhost",
        "user:password@localhost",
        "localhost:80:80",
        "localhost:port",
        "localhost:-1",
        "localhost/",
        "localhost, evil.example",
        "localhost evil.example",
        "localhost\tx",
        "localhost#",
        "localhost?",
        "localhost\\evil.example",
        "local%68ost",
        "::1",
        "[::1",
        "[]",
        "[localhost]",
        "[[::1]]",
        "[::1]evil.example",
        "[::1].evil.example",
        "[127.0.0.1]",
        "*",
        "*.local",
        "http://localhost",
      })
  void anythingElseIsNotAHost(String authority) {
    assertThat(HostName.ofAuthority(authority)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Cams.Example.ORG., cams.example.org",
    "müller.example, xn--mller-kva.example",
    "XN--MLLER-KVA.example, xn--mller-kva.example",
    "2001:DB8::7, [2001:db8::7]",
  })
  void aNameHasOneSpelling(String written, String text) {
    assertThat(HostName.of(written)).contains(new HostName(text));
  }
}
