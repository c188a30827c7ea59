package io.zoetrope.web.publish;

import io.netty.buffer.ByteBuf;
import io.zoetrope.core.publish.Publication;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;

/** One that keeps its slot until it is closed, which is done once. */
record HeldPublication(Publication begun, Semaphore slots) implements Publication {

  @Override
  public boolean watched() {
    return begun.watched();
  }

  @Override
  public Taken publish(InputStream body, boolean measured) throws IOException {
    return begun.publish(body, measured);
  }

  @Override
  public void publish(ByteBuf jpeg) throws IOException {
    begun.publish(jpeg);
  }

  @Override
  public void close() {
    try {
      begun.close();
    } finally {
      slots.release();
    }
  }
}
