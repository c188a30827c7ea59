package io.zoetrope.app.cli;

import io.netty.util.NetUtil;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What has to work before a camera in the network can be asked for pictures. One thread. */
final class NetworkSteps {
  private static final Duration NAME_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

  private NetworkSteps() {}

  /**
   * The addresses of the host.
   *
   * @throws IOException says in a sentence why there is none
   */
  static InetAddress[] resolve(String host) throws IOException, InterruptedException {
    FutureTask<InetAddress[]> lookup = new FutureTask<>(() -> InetAddress.getAllByName(host));
    // It cannot be interrupted.
    Thread.ofPlatform().daemon().name("name-lookup").start(lookup);
    try {
      return lookup.get(NAME_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IOException(
          "nobody says within %d seconds where '%s' is".formatted(NAME_TIMEOUT.toSeconds(), host),
          e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownHostException) {
        throw new IOException("there is no host '%s'".formatted(host), e);
      }
      throw new IOException("the name '%s' cannot be looked up".formatted(host), e);
    }
  }

  /**
   * Connects to the first of the addresses that answers.
   *
   * @return that address
   * @throws IOException says in a sentence why none does
   */
  static InetAddress connect(InetAddress[] addresses, int port) throws IOException {
    IOException last = new IOException("there is no address to connect to");
    for (InetAddress address : addresses) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(address, port), (int) CONNECT_TIMEOUT.toMillis());
        return address;
      } catch (IOException e) {
        last = new IOException(explain(e, shown(address, port)), e);
      }
    }
    throw last;
  }

  /** The addresses as people write them. */
  static String shown(InetAddress[] addresses) {
    return String.join(", ", Arrays.stream(addresses).map(NetUtil::toAddressString).toList());
  }

  static String shown(InetAddress address, int port) {
    String host = NetUtil.toAddressString(address);
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }

  private static String explain(IOException e, String where) {
    return switch (e) {
      case SocketTimeoutException _ ->
          "%s does not answer within %d seconds".formatted(where, CONNECT_TIMEOUT.toSeconds());
      case NoRouteToHostException _ -> where + " cannot be reached (no route to host)";
      case ConnectException _ when String.valueOf(e.getMessage()).contains("refused") ->
          "nothing listens at %s (connection refused)".formatted(where);
      default -> "%s cannot be reached (%s)".formatted(where, e.getMessage());
    };
  }
}
