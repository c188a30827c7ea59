package io.zoetrope.drivers.opencv;

import io.zoetrope.base.ForeignCode;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Map;
import java.util.Optional;

/** Sets variables of this process for natives that read their settings there only. Any thread. */
final class NativeEnvironment {
  private static final ForeignCode SETTING = new ForeignCode("Setting a variable for natives");

  private NativeEnvironment() {}

  /** A variable that is set already stays as it is. Does nothing where there is no setenv. */
  static void setUnlessGiven(Map<String, String> variables) {
    Optional<MemorySegment> function = Linker.nativeLinker().defaultLookup().find("setenv");
    if (function.isPresent()) {
      MethodHandle setenv = handle(function.get());
      variables.forEach((name, value) -> set(setenv, name, value));
    }
  }

  @SuppressWarnings("restricted")
  private static MethodHandle handle(MemorySegment function) {
    return Linker.nativeLinker()
        .downcallHandle(
            function,
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT,
                ValueLayout.ADDRESS,
                ValueLayout.ADDRESS,
                ValueLayout.JAVA_INT));
  }

  private static void set(MethodHandle setenv, String name, String value) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment nameInC = arena.allocateFrom(name);
      MemorySegment valueInC = arena.allocateFrom(value);
      SETTING.run(() -> {
        int _ = (int) setenv.invokeExact(nameInC, valueInC, 0);
      });
    }
  }
}
