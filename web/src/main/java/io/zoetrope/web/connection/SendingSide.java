package io.zoetrope.web.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;

/**
 * What it means that a client closes its sending side. Event loop only.
 *
 * <p>It may only have nothing more to ask, and wait for its answer: so it is for short answers. One
 * that has left looks the same, and that matters where much or for long is sent. Netty 4.2.18
 * cannot wait for room in such a socket either: an answer must be one that the kernel takes at
 * once.
 */
public final class SendingSide {

  private SendingSide() {}

  /** The client may close it and is still answered. */
  public static void mayClose(Channel channel) {
    channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
  }

  /** A client that closes it has left, and the connection ends. */
  public static void closesWithAll(Channel channel) {
    channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, false);
  }
}
