package io.zoetrope.benchmarks.load;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * For one thread. Remembers the checksum of each recent frame, so that two viewers of one frame can
 * be compared.
 */
final class FrameLedger {
  private static final int KEPT = 1024;

  private final Map<Long, Long> checksums =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Long> eldest) {
          return size() > KEPT;
        }
      };

  /** Whether all who saw the frame captured at this time saw the same bytes. */
  boolean agrees(long timestampMicros, long checksum) {
    Long known = checksums.putIfAbsent(timestampMicros, checksum);
    return known == null || known == checksum;
  }
}
