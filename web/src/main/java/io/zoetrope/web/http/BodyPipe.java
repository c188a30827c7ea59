package io.zoetrope.web.http;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.zoetrope.web.connection.RequestChannel;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A request's body as a stream: filled on its event loop, read by one other thread, which waits.
 * While much of it waits to be read, the connection is paused.
 */
public final class BodyPipe extends InputStream {
  private static final int MANY_BYTES = 64 * 1024;
  private static final int FEW_BYTES = 32 * 1024;

  /** What comes next: bytes, or the end of them. */
  private sealed interface Step {
    record Bytes(Buffer buffer) implements Step {}

    record End() implements Step {}

    record Failure(IOException cause) implements Step {}
  }

  private final HttpServerRequest request;
  private final ChannelFuture connectionEnd;
  private final ChannelFutureListener whenItEnds = _ -> senderGone("The connection has closed.");
  private final Context loop;
  private final Duration patience;
  private final LinkedBlockingQueue<Step> steps = new LinkedBlockingQueue<>();
  private final AtomicInteger waitingBytes = new AtomicInteger();
  private volatile boolean paused; // written on the loop
  private volatile @Nullable IOException cutShort;

  // Used by the reading thread only.
  private Buffer current = Buffer.buffer();
  private int position;
  private @Nullable Step last;

  /** Begins to take the body. To be called on the event loop. */
  public BodyPipe(HttpServerRequest request, Context loop, Duration patience) {
    this.request = request;
    this.loop = loop;
    this.patience = patience;
    this.connectionEnd = RequestChannel.of(request).closeFuture();
    request
        .handler(this::add)
        .endHandler(_ -> steps.add(new Step.End()))
        .exceptionHandler(gone -> senderGone(String.valueOf(gone)));
    // A request that has been answered already gets no answer to that.
    connectionEnd.addListener(whenItEnds);
  }

  /** Takes nothing more. Any thread. */
  @Override
  public void close() {
    connectionEnd.removeListener(whenItEnds);
  }

  private void senderGone(String why) {
    steps.add(new Step.Failure(new UploadAbortedException(why)));
  }

  /** Lets the reader see this failure next, whatever has come before. Any thread. */
  public void cutShort(IOException cause) {
    cutShort = cause;
    steps.add(new Step.Failure(cause));
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    IOException cut = cutShort;
    if (cut != null) {
      throw cut;
    }
    if (position == current.length() && !next()) {
      return -1;
    }
    int taken = Math.min(length, current.length() - position);
    current.getBytes(position, position + taken, bytes, offset);
    position += taken;
    return taken;
  }

  /** What can be read at once. */
  @Override
  public int available() {
    return current.length() - position;
  }

  private boolean next() throws IOException {
    Step step = last == null ? await() : last;
    return switch (step) {
      case Step.Bytes(Buffer buffer) -> {
        current = buffer;
        position = 0;
        if (waitingBytes.addAndGet(-buffer.length()) < FEW_BYTES && paused) {
          OnLoop.run(loop, this::resumeWhenFew);
        }
        yield true;
      }
      case Step.End _ -> {
        last = step;
        yield false;
      }
      case Step.Failure(IOException cause) -> {
        last = step;
        throw cause;
      }
    };
  }

  private Step await() throws IOException {
    try {
      Step step = steps.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
      if (step == null) {
        throw new UploadTimeoutException(
            "The sender has sent nothing for %s s.".formatted(patience.toMillis() / 1000.0));
      }
      return step;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }

  private void add(Buffer buffer) {
    if (buffer.length() == 0) {
      return;
    }
    steps.add(new Step.Bytes(buffer));
    if (waitingBytes.addAndGet(buffer.length()) > MANY_BYTES && !paused) {
      paused = true;
      request.pause();
      resumeWhenFew(); // The reader may have been faster than this, and would not come again.
    }
  }

  private void resumeWhenFew() {
    if (paused && waitingBytes.get() < FEW_BYTES) {
      paused = false;
      request.resume();
    }
  }
}
