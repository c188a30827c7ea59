package io.zoetrope.web.connection;

import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.IntegerUnixChannelOption;
import io.netty.channel.unix.RawUnixChannelOption;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Linux: what it says of a connection is its {@code struct tcp_info}. Event loop only. */
record EpollSendSocket(EpollSocketChannel channel) implements SendSocket {
  private static final int SOL_SOCKET = 1;
  private static final int SO_MAX_PACING_RATE = 47;
  private static final int IPPROTO_TCP = 6;
  private static final int TCP_INFO = 11;
  private static final int TCP_INFO_BYTES = 152;
  private static final int ROUND_TRIP_MICROS = 68;
  private static final int LEAST_ROUND_TRIP_MICROS = 148;
  private static final int ACKED_BYTES = 120;
  private static final int NO_LIMIT = -1;

  private static final IntegerUnixChannelOption MAX_RATE =
      new IntegerUnixChannelOption("SO_MAX_PACING_RATE", SOL_SOCKET, SO_MAX_PACING_RATE);
  private static final RawUnixChannelOption INFO =
      new RawUnixChannelOption("TCP_INFO", IPPROTO_TCP, TCP_INFO, TCP_INFO_BYTES);

  @Override
  public void limitUnsent(long bytes) {
    // Leaves the kernel free to keep a fast, far connection full.
    set(EpollChannelOption.TCP_NOTSENT_LOWAT, bytes);
  }

  @Override
  public void limitRate(long bytesPerSecond) {
    set(MAX_RATE, (int) (bytesPerSecond == UNLIMITED ? NO_LIMIT : bytesPerSecond));
  }

  @Override
  public long acked() {
    ByteBuffer info = info();
    return info == null ? 0 : info.getLong(ACKED_BYTES);
  }

  @Override
  public Duration roundTrip() {
    return micros(info(), ROUND_TRIP_MICROS);
  }

  @Override
  public Duration queued() {
    ByteBuffer info = info();
    return micros(info, ROUND_TRIP_MICROS).minus(micros(info, LEAST_ROUND_TRIP_MICROS));
  }

  private static Duration micros(@Nullable ByteBuffer info, int field) {
    return info == null
        ? Duration.ZERO
        : Duration.of(Integer.toUnsignedLong(info.getInt(field)), ChronoUnit.MICROS);
  }

  private <T> void set(ChannelOption<T> option, T value) {
    if (channel.isOpen()) { // What was written fails when it is closed.
      boolean _ = channel.config().setOption(option, value);
    }
  }

  private @Nullable ByteBuffer info() {
    ByteBuffer info = channel.isOpen() ? channel.config().getOption(INFO) : null;
    return info == null ? null : info.order(ByteOrder.nativeOrder());
  }
}
