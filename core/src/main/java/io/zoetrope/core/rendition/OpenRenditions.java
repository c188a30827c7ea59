package io.zoetrope.core.rendition;

import io.zoetrope.core.camera.Camera;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The renditions that are open, and whether there may be another. The owner locks. */
final class OpenRenditions {
  private final Map<RenditionPlace, Rendition> byPlace = new LinkedHashMap<>();
  private final ClosingRenditions closing = new ClosingRenditions();
  private final int most;
  private final Consumer<Rendition> close;

  /**
   * @param most how many of them may decode or encode
   * @param close closes one that was removed, once the lock is free
   */
  OpenRenditions(int most, Consumer<Rendition> close) {
    this.most = most;
    this.close = close;
  }

  @Nullable Rendition get(RenditionPlace place) {
    return byPlace.get(place);
  }

  void add(RenditionPlace place, Rendition opened) {
    byPlace.put(place, opened);
  }

  List<RenditionStatus> of(Camera camera) {
    return byPlace.entrySet().stream()
        .filter(each -> each.getKey().camera() == camera)
        .map(each -> each.getValue().status())
        .toList();
  }

  List<Rendition> removeAll() {
    List<Rendition> all = List.copyOf(byPlace.values());
    byPlace.clear();
    all.forEach(close);
    return all;
  }

  /** Why none that decodes or encodes may be opened there; that there are too many is said so. */
  Optional<RenditionFault> obstacle(RenditionPlace place, RenditionFault tooMany) {
    if (closing.isHanging(place)) {
      return Optional.of(RenditionFault.HANGING);
    }
    return makeRoom() ? Optional.empty() : Optional.of(tooMany);
  }

  /** One that nobody watches any more makes room at once. */
  private boolean makeRoom() {
    List<RenditionPlace> transcoding =
        byPlace.entrySet().stream()
            .filter(each -> each.getValue().transcodes())
            .map(Map.Entry::getKey)
            .toList();
    return transcoding.size() + closing.hanging() < most
        || transcoding.stream().anyMatch(this::removeIfUnwatched);
  }

  boolean removeIfUnwatched(RenditionPlace place) {
    Rendition rendition = byPlace.get(place);
    if (rendition == null || rendition.isWatched()) {
      return false;
    }
    byPlace.remove(place);
    closing.add(place, rendition);
    rendition.stopLingering();
    close.accept(rendition);
    return true;
  }
}
