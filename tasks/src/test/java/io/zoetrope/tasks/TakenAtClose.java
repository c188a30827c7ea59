package io.zoetrope.tasks;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;

/** A queue whose workers hear of what they have taken only when they are interrupted. */
final class TakenAtClose {

  private TakenAtClose() {}

  static TaskQueue of(TaskQueue queue) {
    TaskLeases leases = changed(TaskLeases.class, queue.leases(), "take", TakenAtClose::late);
    return changed(TaskQueue.class, queue, "leases", _ -> leases);
  }

  private static Object late(Object taken) {
    if (!((List<?>) taken).isEmpty()) {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        // The worker closes.
      }
    }
    return taken;
  }

  private static <T> T changed(
      Class<T> type, T inner, String method, UnaryOperator<Object> outcome) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, called, arguments) -> {
              try {
                Object result = called.invoke(inner, arguments);
                return called.getName().equals(method) ? outcome.apply(result) : result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
