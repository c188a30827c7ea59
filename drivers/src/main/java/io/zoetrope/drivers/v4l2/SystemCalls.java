package io.zoetrope.drivers.v4l2;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.zoetrope.base.ForeignCode;
import io.zoetrope.base.Outcome.Returned;
import io.zoetrope.base.Outcome.Threw;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/** {@code open}, {@code ioctl} and {@code close} of Linux. Any thread. */
final class SystemCalls {
  private static final int O_RDWR = 2;
  private static final int O_NONBLOCK = 0x800;

  /** A child process, such as FFmpeg, must not get what is open here. */
  private static final int O_CLOEXEC = 0x8_0000;

  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

  private final MethodHandle open;
  private final MethodHandle ioctl;
  private final MethodHandle close;

  @SuppressWarnings("restricted")
  SystemCalls(SymbolLookup library) {
    Linker linker = Linker.nativeLinker();
    Linker.Option errno = Linker.Option.captureCallState("errno");
    // In C both take "..." as their third argument, which some machines pass in another way.
    Linker.Option variadic = Linker.Option.firstVariadicArg(2);
    open =
        linker.downcallHandle(
            library.findOrThrow("open"),
            FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT),
            errno,
            variadic);
    ioctl =
        linker.downcallHandle(
            library.findOrThrow("ioctl"),
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS),
            errno,
            variadic);
    close =
        linker.downcallHandle(
            library.findOrThrow("close"), FunctionDescriptor.of(JAVA_INT, JAVA_INT));
  }

  /** Opens a device for reading and writing; returns the descriptor, the caller's to close. */
  int open(String path) throws SystemCallException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      MemorySegment name = arena.allocateFrom(path);
      int descriptor =
          result(() -> (int) open.invokeExact(state, name, O_RDWR | O_NONBLOCK | O_CLOEXEC));
      return checked("open", descriptor, state);
    }
  }

  void ioctl(int descriptor, Ioctl request, MemorySegment argument) throws SystemCallException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      int result;
      do {
        result =
            result(() -> (int) ioctl.invokeExact(state, descriptor, request.number(), argument));
      } while (result < 0 && (int) ERRNO.get(state, 0L) == SystemCallException.EINTR);
      checked(request.name(), result, state);
    }
  }

  void close(int descriptor) {
    // Linux frees the descriptor whatever it answers.
    int _ = result(() -> (int) close.invokeExact(descriptor));
  }

  private static int checked(String call, int result, MemorySegment state)
      throws SystemCallException {
    if (result < 0) {
      throw new SystemCallException(call, (int) ERRNO.get(state, 0L));
    }
    return result;
  }

  /** A call through a handle throws nothing, unless this class has a fault. */
  private static int result(ForeignCode.Call<Integer> call) {
    return switch (ForeignCode.call(call)) {
      case Returned<Integer>(Integer value) -> value;
      case Threw<Integer>(Throwable fault) -> throw new IllegalStateException(fault);
    };
  }
}
