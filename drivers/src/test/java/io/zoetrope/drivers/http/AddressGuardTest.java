package io.zoetrope.drivers.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.drivers.http.AddressGuard.LeadsInsideException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.Test;

class AddressGuardTest {
  private static final String INTERNET = "198.51.100.7";
  private static final String HOME = "192.168.1.7";

  private final Map<String, String> names = new HashMap<>();
  private final AddressGuard guard =
      new AddressGuard(
          "camera.example",
          address -> address.getHostAddress().equals(INTERNET),
          new DnsResolver() {
            @Override
            public InetAddress[] resolve(String host) {
              return Arrays.stream(
                      names.getOrDefault(host.toLowerCase(Locale.ROOT), host).split(" ", -1))
                  .map(InetAddress::ofLiteral)
                  .toArray(InetAddress[]::new);
            }

            @Override
            public String resolveCanonicalHostname(String host) {
              return host;
            }
          });

  @Test
  void aCameraOnTheInternetMayNotLeadInside() throws Exception {
    names.put("camera.example", INTERNET);
    guard.resolve("camera.example");

    assertThatThrownBy(() -> guard.resolve(HOME)).isInstanceOf(LeadsInsideException.class);
    assertThat(guard.resolve(INTERNET)).hasSize(1);
  }

  @Test
  void aLocalCameraMayLeadAnywhere() throws Exception {
    names.put("camera.example", HOME);
    guard.resolve("Camera.Example");

    assertThat(guard.resolve("192.168.1.8")).hasSize(1);
    assertThat(guard.resolve(INTERNET)).hasSize(1);
    assertThat(guard.resolve("camera.example")).as("back to itself").hasSize(1);
  }

  @Test
  void aHostOnTheInternetThatALocalCameraLeadsToMayNotLeadInside() throws Exception {
    names.put("camera.example", HOME);
    guard.resolve("camera.example");
    guard.resolve(INTERNET);

    assertThatThrownBy(() -> guard.resolve("192.168.1.8")).isInstanceOf(LeadsInsideException.class);
  }

  @Test
  void aNameWithPublicAndPrivateAddressesIsInside() throws Exception {
    names.put("camera.example", INTERNET);
    names.put("both.example", INTERNET + " " + HOME);
    guard.resolve("camera.example");

    assertThatThrownBy(() -> guard.resolve("both.example"))
        .isInstanceOf(LeadsInsideException.class);
  }

  @Test
  void aCameraDoesNotMoveInsideWhenItsNameResolvesDifferently() throws Exception {
    names.put("camera.example", INTERNET);
    guard.resolve("camera.example");
    names.put("camera.example", HOME);

    assertThatThrownBy(() -> guard.resolve("camera.example"))
        .isInstanceOf(UnknownHostException.class);
  }
}
