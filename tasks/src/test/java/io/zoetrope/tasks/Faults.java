package io.zoetrope.tasks;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A queue that throws at the first calls of each method of its workers' side, and then works. */
final class Faults {
  private static final Set<String> SPARED = Set.of("duration", "toString", "hashCode");

  private Faults() {}

  /**
   * Such a queue.
   *
   * @param times how often each method throws first
   */
  static TaskQueue in(TaskQueue queue, Error thrown, int times) {
    ConcurrentHashMap<String, Integer> thrownBy = new ConcurrentHashMap<>();
    TaskLeases leases =
        proxy(
            TaskLeases.class,
            queue.leases(),
            method -> {
              if (!SPARED.contains(method) && thrownBy.merge(method, 1, Integer::sum) <= times) {
                throw thrown;
              }
              return null;
            });
    return proxy(TaskQueue.class, queue, method -> method.equals("leases") ? leases : null);
  }

  /** What a call brings instead; null when it is to be made. */
  private interface Instead {
    @Nullable Object of(String method);
  }

  private static <T> T proxy(Class<T> type, T inner, Instead instead) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, called, arguments) -> {
              Object other = instead.of(called.getName());
              if (other != null) {
                return other;
              }
              try {
                return called.invoke(inner, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
