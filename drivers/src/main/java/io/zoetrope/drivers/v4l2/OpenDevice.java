package io.zoetrope.drivers.v4l2;

import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** A device that is open for questions and settings, not for pictures. One thread. */
final class OpenDevice implements AutoCloseable {
  static final int CAPTURE_BUFFERS = 1;
  private static final int MEMORY_MMAP = 1;

  private final SystemCalls calls;
  private final int descriptor;
  private final Arena arena;

  OpenDevice(SystemCalls calls, Path node) throws SystemCallException {
    this.calls = calls;
    this.descriptor = calls.open(node.toString());
    this.arena = Arena.ofConfined();
  }

  /** Whether another one streams from it, whose buffers nobody else may give back. */
  boolean isBusy() throws SystemCallException {
    try {
      ask(
          Ioctl.REQBUFS,
          argument -> argument.put("type", CAPTURE_BUFFERS).put("memory", MEMORY_MMAP));
      return false;
    } catch (SystemCallException e) {
      if (e.is(SystemCallException.EBUSY)) {
        return true;
      }
      if (e.is(SystemCallException.EINVAL, SystemCallException.ENOTTY)) {
        return false;
      }
      throw e;
    }
  }

  IoctlArgument ask(Ioctl request, UnaryOperator<IoctlArgument> filled) throws SystemCallException {
    IoctlArgument argument = filled.apply(IoctlArgument.of(request, arena));
    calls.ioctl(descriptor, request, argument.memory());
    return argument;
  }

  @Override
  public void close() {
    arena.close();
    calls.close(descriptor);
  }
}
