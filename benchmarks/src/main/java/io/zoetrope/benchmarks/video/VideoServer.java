package io.zoetrope.benchmarks.video;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.zoetrope.core.stream.MediaStream;
import io.zoetrope.core.stream.Subscription;
import io.zoetrope.web.connection.SendBuffers;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Sends a stream to whoever connects. Any thread may call it. */
final class VideoServer implements AutoCloseable {
  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
  private final WireFrames wire = new WireFrames();
  private final AtomicLong oldestNanos = new AtomicLong();
  private final Channel listening;

  VideoServer(MediaStream stream) {
    listening =
        new ServerBootstrap()
            .group(loops)
            .channel(EpollServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    watch(stream, channel);
                  }
                })
            .bind("127.0.0.1", 0)
            .syncUninterruptibly()
            .channel();
  }

  int port() {
    return ((InetSocketAddress) listening.localAddress()).getPort();
  }

  /** How old the oldest frame was when it was given to a connection, since this was asked last. */
  Duration takeOldest() {
    return Duration.ofNanos(oldestNanos.getAndSet(0));
  }

  private void watch(MediaStream stream, Channel channel) {
    SendBuffers.keepSmall(channel);
    SocketViewer viewer = new SocketViewer(channel, wire, oldestNanos);
    Subscription subscription = stream.join(viewer, channel.eventLoop());
    channel.closeFuture().addListener(_ -> subscription.close());
  }

  @Override
  public void close() {
    loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
  }
}
