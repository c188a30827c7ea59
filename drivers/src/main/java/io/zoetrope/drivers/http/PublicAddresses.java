package io.zoetrope.drivers.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;

/** Tells the addresses of the internet from those of this machine and of private networks. */
final class PublicAddresses {

  /** A block of addresses: those that begin with these bits. */
  @SuppressWarnings("ArrayRecordComponent") // Private, and never compared.
  private record Block(byte[] address, int bits) {
    static Block of(String text) {
      String[] parts = text.split("/", 2);
      return new Block(literal(parts[0]).getAddress(), Integer.parseInt(parts[1]));
    }

    boolean contains(byte[] other) {
      if (other.length != address.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> bit % 8;
        if (((other[bit / 8] ^ address[bit / 8]) & mask) != 0) {
          return false;
        }
      }
      return true;
    }
  }

  /** All that IANA's registries call not globally reachable, and multicast. */
  private static final List<Block> NOT_PUBLIC =
      List.of(
          Block.of("0.0.0.0/8"),
          Block.of("10.0.0.0/8"),
          Block.of("100.64.0.0/10"),
          Block.of("127.0.0.0/8"),
          Block.of("169.254.0.0/16"),
          Block.of("172.16.0.0/12"),
          Block.of("192.0.0.0/24"),
          Block.of("192.0.2.0/24"),
          Block.of("192.168.0.0/16"),
          Block.of("198.18.0.0/15"),
          Block.of("198.51.100.0/24"),
          Block.of("203.0.113.0/24"),
          Block.of("224.0.0.0/3"));

  /** IPv6 is public where addresses are assigned, except for these blocks. */
  private static final Block ASSIGNED = Block.of("2000::/3");

  private static final List<Block> NOT_PUBLIC_6 =
      List.of(Block.of("2001::/23"), Block.of("2001:db8::/32"), Block.of("2002::/16"));

  private PublicAddresses() {}

  /** NAT64, 6to4, Teredo and mapped addresses lead to IPv4, so they are not public either. */
  static boolean isPublic(InetAddress address) {
    byte[] bytes = address.getAddress();
    return address instanceof Inet6Address
        ? ASSIGNED.contains(bytes)
            && NOT_PUBLIC_6.stream().noneMatch(block -> block.contains(bytes))
        : NOT_PUBLIC.stream().noneMatch(block -> block.contains(bytes));
  }

  /** An address written as such; no name is looked up. */
  private static InetAddress literal(String text) {
    try {
      return InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException e) {
      throw new AssertionError(text, e);
    }
  }
}
