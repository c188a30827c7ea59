package io.zoetrope.web.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollSocketChannel;

/**
 * Bounds what the kernel holds for a viewer, because pictures that wait there grow old. Event loop
 * only.
 */
public final class SendBuffers {
  private static final int UNSENT_BYTES = 128 * 1024;

  private SendBuffers() {}

  public static void keepSmall(Channel channel) {
    if (channel instanceof EpollSocketChannel epoll) {
      // Bounds what has not left yet, and leaves the kernel free to keep a fast, far connection
      // full.
      epoll.config().setOption(EpollChannelOption.TCP_NOTSENT_LOWAT, (long) UNSENT_BYTES);
    } else {
      channel.config().setOption(ChannelOption.SO_SNDBUF, UNSENT_BYTES);
    }
  }
}
