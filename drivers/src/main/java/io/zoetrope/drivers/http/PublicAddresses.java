package io.zoetrope.drivers.http;

import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/** Tells the addresses of the internet from those of this machine and of private networks. */
final class PublicAddresses {

  private record Block(BigInteger prefix, int bits, int addressBits) {
    static Block of(String text) {
      int slash = text.indexOf('/');
      byte[] address = InetAddress.ofLiteral(text.substring(0, slash)).getAddress();
      int bits = Integer.parseInt(text.substring(slash + 1));
      return new Block(prefix(address, bits), bits, 8 * address.length);
    }

    boolean contains(byte[] address) {
      return 8 * address.length == addressBits && prefix(address, bits).equals(prefix);
    }

    private static BigInteger prefix(byte[] address, int bits) {
      return new BigInteger(1, address).shiftRight(8 * address.length - bits);
    }
  }

  /** All that IANA's registries call not globally reachable, and multicast. */
  private static final List<Block> NOT_PUBLIC =
      Stream.of(
              "0.0.0.0/8",
              "10.0.0.0/8",
              "100.64.0.0/10",
              "127.0.0.0/8",
              "169.254.0.0/16",
              "172.16.0.0/12",
              "192.0.0.0/24",
              "192.0.2.0/24",
              "192.168.0.0/16",
              "198.18.0.0/15",
              "198.51.100.0/24",
              "203.0.113.0/24",
              "224.0.0.0/3",
              // IPv6 is public where addresses are assigned, except for these.
              "2001::/23",
              "2001:db8::/32",
              "2002::/16")
          .map(Block::of)
          .toList();

  private static final Block ASSIGNED = Block.of("2000::/3");

  private PublicAddresses() {}

  /** NAT64, 6to4, Teredo and mapped addresses lead to IPv4, so they are not public either. */
  static boolean isPublic(InetAddress address) {
    byte[] bytes = address.getAddress();
    return (address instanceof Inet4Address || ASSIGNED.contains(bytes))
        && NOT_PUBLIC.stream().noneMatch(block -> block.contains(bytes));
  }
}
