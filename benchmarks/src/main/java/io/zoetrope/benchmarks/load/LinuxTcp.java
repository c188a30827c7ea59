package io.zoetrope.benchmarks.load;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * For the one thread that opened it. Linux frees what waits on a connection without copying it when
 * asked with {@code MSG_TRUNC}.
 */
final class LinuxTcp {
  private static final int MSG_TRUNC = 0x20;
  private static final int MSG_DONTWAIT = 0x40;
  private static final int EINTR = 4;
  private static final int EAGAIN = 11;

  private static final VarHandle ERRNO =
      Linker.Option.captureStateLayout().varHandle(PathElement.groupElement("errno"));
  private static final MethodHandle RECV = recv();

  private final MemorySegment errno;
  private final MemorySegment room;
  private final ByteBuffer taken;

  private LinuxTcp(int roomBytes) {
    Arena arena = Arena.ofAuto();
    this.errno = arena.allocate(Linker.Option.captureStateLayout());
    this.room = arena.allocate(roomBytes);
    this.taken = room.asByteBuffer();
  }

  /** Null on a system whose numbers are not known here. */
  static @Nullable LinuxTcp open(int roomBytes) {
    boolean known =
        System.getProperty("os.name").equals("Linux")
            && Set.of("amd64", "aarch64").contains(System.getProperty("os.arch"));
    return known ? new LinuxTcp(roomBytes) : null;
  }

  /** Null where the JDK keeps its descriptors to itself. */
  @Nullable Waiting on(SocketChannel channel) {
    try {
      // By name, since a compiler that holds to a release does not see it.
      Class<?> inside = Class.forName("sun.nio.ch.SelChImpl");
      return new Waiting((int) inside.getMethod("getFDVal").invoke(channel));
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }

  /** What waits on one connection, as long as that is open. */
  final class Waiting {
    private final int descriptor;

    private Waiting(int descriptor) {
      this.descriptor = descriptor;
    }

    /** The next bytes, none where none wait; they are the caller's until the next call. */
    ByteBuffer take() throws IOException {
      int count = receive(descriptor, room, room.byteSize(), MSG_DONTWAIT);
      return taken.clear().limit(count);
    }

    /** Throws the next bytes away and returns how many, 0 where none wait. */
    int drop(int most) throws IOException {
      return receive(descriptor, MemorySegment.NULL, most, MSG_DONTWAIT | MSG_TRUNC);
    }
  }

  private int receive(int descriptor, MemorySegment into, long most, int flags) throws IOException {
    while (true) {
      long count = call(descriptor, into, most, flags);
      if (count == 0) {
        throw LoadException.closed();
      }
      if (count > 0) {
        return (int) count;
      }
      int error = (int) ERRNO.get(errno, 0L);
      if (error == EAGAIN) {
        return 0;
      }
      if (error != EINTR) {
        throw new IOException("recv failed with error " + error);
      }
    }
  }

  private long call(int descriptor, MemorySegment into, long most, int flags) {
    try {
      return (long) RECV.invokeExact(errno, descriptor, into, most, flags);
    } catch (Throwable e) {
      throw new AssertionError("recv throws nothing", e);
    }
  }

  @SuppressWarnings("restricted")
  private static MethodHandle recv() {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow("recv"),
        FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT),
        Linker.Option.captureCallState("errno"));
  }
}
