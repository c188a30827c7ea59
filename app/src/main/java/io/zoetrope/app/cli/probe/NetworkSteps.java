package io.zoetrope.app.cli.probe;

import io.netty.util.NetUtil;
import io.zoetrope.base.ForeignCode;
import io.zoetrope.base.Outcome.Returned;
import io.zoetrope.base.Outcome.Threw;
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
import java.util.concurrent.TimeoutException;

/** The steps before a camera in the network can be asked for pictures. One thread. */
final class NetworkSteps {
  private static final Duration NAME_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

  private static final ForeignCode LOOK_UP = new ForeignCode("The look-up of a name");

  private NetworkSteps() {}

  /** The message of an exception is a sentence that says why there is none. */
  static InetAddress[] resolve(String host) throws IOException, InterruptedException {
    return switch (LOOK_UP.callWithin(NAME_TIMEOUT, () -> InetAddress.getAllByName(host))) {
      case Returned<InetAddress[]>(InetAddress[] found) -> found;
      case Threw<InetAddress[]>(TimeoutException late) ->
          throw new IOException(
              "nobody says within %d seconds where '%s' is"
                  .formatted(NAME_TIMEOUT.toSeconds(), host),
              late);
      case Threw<InetAddress[]>(UnknownHostException unknown) ->
          throw new IOException("there is no host '%s'".formatted(host), unknown);
      case Threw<InetAddress[]>(Throwable other) ->
          throw new IOException("the name '%s' cannot be looked up".formatted(host), other);
    };
  }

  /** Connects to the first of the addresses that answers, and returns it. */
  static InetAddress connect(InetAddress[] addresses, int port) throws IOException {
    IOException last = new IOException("there is no address to connect to");
    for (InetAddress address : addresses) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(address, port), (int) CONNECT_TIMEOUT.toMillis());
        return address;
      } catch (IOException e) {
        String where = NetUtil.toSocketAddressString(new InetSocketAddress(address, port));
        last = new IOException(explain(e, where), e);
      }
    }
    throw last;
  }

  static String shown(InetAddress[] addresses) {
    return String.join(", ", Arrays.stream(addresses).map(NetUtil::toAddressString).toList());
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
