package io.zoetrope.picture;

import java.util.LinkedHashMap;
import java.util.Map;

/** The few heights of text that a canvas has used last. For one thread at a time. */
final class ScaledFonts {
  private static final int KEPT = 4;

  private final Map<Integer, ScaledFont> byHeight =
      new LinkedHashMap<>(2 * KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, ScaledFont> eldest) {
          return size() > KEPT;
        }
      };

  ScaledFont ofHeight(int height) {
    return byHeight.computeIfAbsent(height, ScaledFont::new);
  }
}
