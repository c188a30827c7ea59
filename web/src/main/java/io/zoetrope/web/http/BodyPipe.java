package io.zoetrope.web.http;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.zoetrope.base.Outcome;
import io.zoetrope.base.Outcome.Returned;
import io.zoetrope.base.Outcome.Threw;
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

  private final HttpServerRequest request;
  private final ChannelFuture connectionEnd;
  private final ChannelFutureListener whenItEnds = _ -> senderGone("The connection has closed.");
  private final Context loop;
  private final Duration patience;

  /** What comes next: bytes, none at the end of them, or why there are no more. */
  private final LinkedBlockingQueue<Outcome<Buffer>> steps = new LinkedBlockingQueue<>();

  private final AtomicInteger waitingBytes = new AtomicInteger();
  private volatile boolean paused; // written on the loop
  private volatile @Nullable IOException cutShort;

  // Used by the reading thread only.
  private Buffer current = Buffer.buffer();
  private int position;
  private @Nullable Outcome<Buffer> last;

  /** Begins to take the body. To be called on the event loop. */
  public BodyPipe(HttpServerRequest request, Context loop, Duration patience) {
    this.request = request;
    this.loop = loop;
    this.patience = patience;
    this.connectionEnd = RequestChannel.of(request).closeFuture();
    request
        .handler(this::add)
        .endHandler(_ -> steps.add(new Returned<>(Buffer.buffer())))
        .exceptionHandler(gone -> senderGone(String.valueOf(gone)));
    // A request that has been answered already gets no answer to that.
    connectionEnd.addListener(whenItEnds);
  }

  /** Lets a client begin that waits for leave. To be called on the event loop. */
  public void sayContinue() {
    if (request.headers().contains(HttpHeaders.EXPECT, HttpHeaders.CONTINUE, true)) {
      var _ = request.response().writeContinue();
    }
  }

  /** Takes nothing more; one who still reads hears that at once. Any thread. */
  @Override
  public void close() {
    connectionEnd.removeListener(whenItEnds);
    cutShort(new UploadAbortedException("The body is not read any more."));
  }

  private void senderGone(String why) {
    steps.add(new Threw<>(new UploadAbortedException(why)));
  }

  /** Lets the reader see this failure next, whatever has come before. Any thread. */
  public void cutShort(IOException cause) {
    cutShort = cause;
    steps.add(new Threw<>(cause));
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

  @Override
  public int available() {
    return current.length() - position;
  }

  private boolean next() throws IOException {
    Outcome<Buffer> step = last == null ? await() : last;
    if (!(step instanceof Returned<Buffer>(Buffer buffer)) || buffer.length() == 0) {
      last = step;
      if (step instanceof Threw<Buffer>(IOException cause)) {
        throw cause;
      }
      return false;
    }
    current = buffer;
    position = 0;
    if (waitingBytes.addAndGet(-buffer.length()) < FEW_BYTES && paused) {
      OnLoop.run(loop, this::resumeWhenFew);
    }
    return true;
  }

  private Outcome<Buffer> await() throws IOException {
    try {
      Outcome<Buffer> step = steps.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
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
    steps.add(new Returned<>(buffer));
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
