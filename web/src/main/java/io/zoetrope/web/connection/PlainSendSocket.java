package io.zoetrope.web.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import java.time.Duration;

/** Where the kernel can only be given less room. Event loop only. */
record PlainSendSocket(Channel channel) implements SendSocket {

  @Override
  public void limitUnsent(long bytes) {
    // Room that was given is not taken back while it is used, and too little makes it slow.
    boolean _ = channel.config().setOption(ChannelOption.SO_SNDBUF, (int) SendPace.MOST_UNSENT);
  }

  @Override
  public void limitRate(long bytesPerSecond) {}

  @Override
  public long acked() {
    return 0;
  }

  @Override
  public Duration roundTrip() {
    return Duration.ZERO;
  }

  @Override
  public Duration queued() {
    return Duration.ZERO;
  }
}
