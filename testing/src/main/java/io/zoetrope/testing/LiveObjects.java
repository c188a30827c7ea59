package io.zoetrope.testing;

import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

/** How many objects of each class this process holds after a full collection. Immutable. */
public final class LiveObjects {
  private static final Pattern LINE = Pattern.compile("\\s*\\d+:\\s+(\\d+)\\s+\\d+\\s+(\\S+).*");

  private final Map<String, Long> counts = new HashMap<>();

  private LiveObjects(String histogram) {
    histogram
        .lines()
        .map(LINE::matcher)
        .filter(line -> line.matches())
        .forEach(line -> counts.merge(line.group(2), Long.parseLong(line.group(1)), Long::sum));
  }

  /** Collects all garbage and counts what is left. */
  public static LiveObjects count() {
    try {
      Object histogram =
          ManagementFactory.getPlatformMBeanServer()
              .invoke(
                  new ObjectName("com.sun.management:type=DiagnosticCommand"),
                  "gcClassHistogram",
                  new Object[] {new String[0]},
                  new String[] {String[].class.getName()});
      return new LiveObjects(String.valueOf(histogram));
    } catch (JMException e) {
      throw new IllegalStateException(e);
    }
  }

  /** How many objects there are of the class with this whole name. */
  public long of(String className) {
    return counts.getOrDefault(className, 0L);
  }
}
