package io.zoetrope.fuzz;

import io.netty.buffer.AbstractByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledHeapByteBuf;
import io.zoetrope.core.CameraSystem;
import io.zoetrope.core.media.FrameFactory;
import java.util.Optional;

/** Makes frames and keeps count of the memory they hold. Used by one thread. */
public final class CountingBuffers extends AbstractByteBufAllocator {
  private long held;
  private int largest;

  public FrameFactory frames() {
    return CameraSystem.builder().allocator(this).transcoders(Optional.empty()).open().newFrames();
  }

  /** Bytes in buffers that nobody has released. */
  public long held() {
    return held;
  }

  /** Bytes of the largest buffer there was. */
  public int largest() {
    return largest;
  }

  @Override
  protected ByteBuf newHeapBuffer(int initialCapacity, int maxCapacity) {
    return new Counted(initialCapacity, maxCapacity);
  }

  /** On the heap as well, where an allocation can be watched. */
  @Override
  protected ByteBuf newDirectBuffer(int initialCapacity, int maxCapacity) {
    return new Counted(initialCapacity, maxCapacity);
  }

  @Override
  public boolean isDirectBufferPooled() {
    return false;
  }

  private final class Counted extends UnpooledHeapByteBuf {
    Counted(int initialCapacity, int maxCapacity) {
      super(CountingBuffers.this, initialCapacity, maxCapacity);
    }

    @Override
    protected byte[] allocateArray(int initialCapacity) {
      held += initialCapacity;
      largest = Math.max(largest, initialCapacity);
      return super.allocateArray(initialCapacity);
    }

    @Override
    protected void freeArray(byte[] array) {
      held -= array.length;
    }
  }
}
