package io.zoetrope.app.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.NetUtil;
import io.zoetrope.app.presence.OwnAddresses.Network;
import io.zoetrope.web.hosts.AllowedHosts;
import io.zoetrope.web.hosts.HostName;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses of a machine are worth showing. */
final class OwnAddressesTest {

  @Test
  void listsTheAddressesOfRealNetworksIpv4First() throws Exception {
    List<InetAddress> found =
        OwnAddresses.of(
            List.of(
                network("lo", "127.0.0.1", "::1"),
                network("eth0", "fe80::1", "2001:db8::7", "192.0.2.7"),
                network("br0", "198.51.100.7")));
    assertThat(found)
        .extracting(NetUtil::toAddressString)
        .containsExactly("192.0.2.7", "198.51.100.7", "2001:db8::7");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"docker0", "br-0123456789ab", "veth12ab", "virbr0", "cni0", "podman1", "vmnet8"})
  void leavesOutNetworksOfContainersAndVirtualMachines(String name) throws Exception {
    assertThat(OwnAddresses.of(List.of(network(name, "172.17.0.1")))).isEmpty();
  }

  @Test
  void theServerAnswersToEachOfTheseNames() {
    assertThat(OwnAddresses.hosts())
        .allSatisfy(host ->
            assertThat(HostName.ofAuthority(NetUtil.toSocketAddressString(host, 8080)))
                .hasValueSatisfying(name ->
                    assertThat(AllowedHosts.LOCAL.allows(name) || isThisMachine(name)).isTrue()));
  }

  private static boolean isThisMachine(HostName name) {
    try {
      return name.text().equalsIgnoreCase(InetAddress.getLocalHost().getHostName());
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static Network network(String name, String... addresses) throws UnknownHostException {
    List<InetAddress> all = new ArrayList<>();
    for (String address : addresses) {
      all.add(InetAddress.getByName(address));
    }
    return new Network(name, all);
  }
}
