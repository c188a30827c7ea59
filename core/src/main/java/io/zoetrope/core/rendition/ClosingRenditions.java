package io.zoetrope.core.rendition;

import java.util.HashMap;
import java.util.Map;

/** Renditions that were closed and whose transcoders may not have returned. The owner locks. */
final class ClosingRenditions {
  private final Map<RenditionPlace, Rendition> byPlace = new HashMap<>();

  void add(RenditionPlace place, Rendition closed) {
    byPlace.putIfAbsent(place, closed);
  }

  /** Whether the one that was closed there has not returned for a while. */
  boolean isHanging(RenditionPlace place) {
    byPlace.values().removeIf(Rendition::isOver);
    Rendition before = byPlace.get(place);
    return before != null && before.isHanging();
  }

  long hanging() {
    return byPlace.values().stream().filter(Rendition::isHanging).count();
  }
}
