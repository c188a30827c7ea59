package io.zoetrope.app.presence;

import io.netty.util.NetUtil;
import io.zoetrope.app.config.ServerConfig;
import io.zoetrope.base.ForeignCode;
import io.zoetrope.base.Outcome.Returned;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The addresses at which others may reach this machine. */
public final class OwnAddresses {
  private static final Duration NAME_TIMEOUT = Duration.ofMillis(500);

  /** Networks that end in this machine: those of containers and of virtual machines. */
  private static final Pattern INNER =
      Pattern.compile(
          "docker\\d*|br-[0-9a-f]{12}|(?:veth|virbr|vnet|cni|flannel|cali|podman|lxcbr|lxdbr|vboxnet|vmnet|kube).*");

  private OwnAddresses() {}

  record Network(String name, List<InetAddress> addresses) {}

  /**
   * Those of its networks, and its name if it leads to one of them. IPv4 comes first, because it is
   * what most local networks speak.
   */
  public static List<String> hosts() {
    List<InetAddress> addresses = of(networks());
    List<String> hosts = new ArrayList<>(addresses.stream().map(NetUtil::toAddressString).toList());
    hosts.addAll(name(addresses));
    return hosts;
  }

  /** The address at which workers look for this server. */
  public static URI url(ServerConfig server, int port) {
    return server
        .url()
        .orElseGet(() ->
            URI.create("http://" + NetUtil.toSocketAddressString(reachable(server.host()), port)));
  }

  private static String reachable(String host) {
    return areAll(host) ? hosts().stream().findFirst().orElse("127.0.0.1") : host;
  }

  public static boolean areAll(String host) {
    try {
      return InetAddress.getByName(host).isAnyLocalAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  static List<InetAddress> of(List<Network> networks) {
    return networks.stream()
        .filter(network -> !INNER.matcher(network.name()).matches())
        .flatMap(network -> network.addresses().stream())
        .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
        .sorted(Comparator.comparing(address -> !(address instanceof Inet4Address)))
        .toList();
  }

  private static List<Network> networks() {
    try (Stream<NetworkInterface> all = NetworkInterface.networkInterfaces()) {
      return all.filter(OwnAddresses::isUp)
          .map(each -> new Network(each.getName(), each.inetAddresses().toList()))
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static boolean isUp(NetworkInterface network) {
    try {
      return network.isUp() && !network.isVirtual();
    } catch (IOException e) {
      return false;
    }
  }

  /** A slow name server does not delay the start. */
  private static List<String> name(List<InetAddress> addresses) {
    ForeignCode lookup = new ForeignCode("The look-up of this machine's name");
    try {
      return lookup.callWithin(NAME_TIMEOUT, () -> nameOf(addresses))
              instanceof Returned<List<String>>(List<String> names)
          ? names
          : List.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  private static List<String> nameOf(List<InetAddress> addresses) throws UnknownHostException {
    String name = InetAddress.getLocalHost().getHostName();
    return Stream.of(InetAddress.getAllByName(name)).anyMatch(addresses::contains)
        ? List.of(name)
        : List.of();
  }
}
