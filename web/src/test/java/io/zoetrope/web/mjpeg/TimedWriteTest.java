package io.zoetrope.web.mjpeg;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultFileRegion;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a trial learns of each write, whether the kernel takes all of it or not. */
class TimedWriteTest {
  private final SendTrial trial = new SendTrial();
  private final List<Object> unsent = new ArrayList<>();

  @AfterEach
  void giveBack() {
    unsent.forEach(ReferenceCountUtil::release);
  }

  @Test
  void aWriteIsMeasuredByItsWay() {
    EmbeddedChannel channel = channel(true);
    write(channel, 3, 3);
    trial.wrote(100, 10);

    SendCosts costs = requireNonNull(trial.costs());

    assertThat(costs.buffer()).isPositive();
    assertThat(costs.file()).isPositive();
    channel.finishAndReleaseAll();
  }

  @Test
  void whatTheKernelHasNotTakenDoesNotCount() {
    EmbeddedChannel channel = channel(false);
    write(channel, 3, 3);
    trial.wrote(100, 10);

    assertThat(trial.costs()).isNull();
    channel.finishAndReleaseAll();
  }

  @Test
  void aWriteThatFailedDoesNotCount() {
    EmbeddedChannel channel = channel(true);
    ChannelHandlerContext context = channel.pipeline().firstContext();
    ChannelFuture _ = channel.close();
    for (int n = 0; n < 3; n++) {
      ChannelFuture _ = TimedWrite.of(context, Unpooled.directBuffer().writeZero(100), 100, trial);
    }

    assertThat(trial.excessNanos(new SendCosts(2, 1, 1))).isZero();
  }

  private void write(ChannelHandlerContext context, Object message) {
    ChannelFuture _ = TimedWrite.of(context, message, 100, trial);
  }

  private void write(EmbeddedChannel channel, int buffers, int regions) {
    ChannelHandlerContext context = channel.pipeline().lastContext();
    for (int n = 0; n < buffers; n++) {
      write(context, Unpooled.directBuffer().writeZero(100));
    }
    for (int n = 0; n < regions; n++) {
      write(context, new DefaultFileRegion(new File("/dev/zero"), 0, 100));
    }
  }

  /** One whose kernel takes all of a write, or nothing for now. */
  private EmbeddedChannel channel(boolean takes) {
    return new EmbeddedChannel(
        new ChannelOutboundHandlerAdapter() {
          @Override
          public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            if (takes) {
              ReferenceCountUtil.release(message);
              promise.setSuccess();
            } else {
              unsent.add(message);
            }
          }
        },
        new ChannelInboundHandlerAdapter());
  }
}
