package io.zoetrope.core.rendition;

import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.Jpeg;
import io.zoetrope.core.stream.DeliveryPolicy;
import io.zoetrope.core.stream.Subscription;
import io.zoetrope.core.stream.Viewer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A viewer that remembers what it was shown. Any thread may call it. */
final class RenditionViewer implements Viewer {
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private final List<Long> sequences = new CopyOnWriteArrayList<>();
  private final List<Long> captured = new CopyOnWriteArrayList<>();
  private final boolean brief;
  private final boolean late;
  private final DeliveryPolicy policy;
  private volatile @Nullable ViewerPlace place;

  RenditionViewer() {
    this(false);
  }

  RenditionViewer(boolean brief) {
    this(brief, false);
  }

  RenditionViewer(boolean brief, boolean late) {
    this(brief, late, new DeliveryPolicy.LatestOnly());
  }

  private RenditionViewer(boolean brief, boolean late, DeliveryPolicy policy) {
    this.brief = brief;
    this.late = late;
    this.policy = policy;
  }

  /** One that is shown every frame. */
  static RenditionViewer ofAll() {
    return new RenditionViewer(
        false, false, new DeliveryPolicy.Queue(1 << 20, Duration.ofMinutes(1)));
  }

  @Override
  public DeliveryPolicy policy() {
    return policy;
  }

  @Override
  public boolean wantsRepeats() {
    return late;
  }

  @Override
  public boolean isBrief() {
    return brief;
  }

  @Override
  public void show(Frame frame, Subscription through) {
    sequences.add(frame.sequence());
    seen.add(
        frame.placeholder() && frame.format() instanceof Jpeg
            ? "placeholder"
            : frame.data().toString(StandardCharsets.UTF_8));
    captured.add(frame.capturedNanos());
    through.ready();
  }

  /** The pictures, in their order. */
  List<String> seen() {
    return seen;
  }

  List<Long> sequences() {
    return sequences;
  }

  /** When they were captured. */
  List<Long> captured() {
    return captured;
  }

  void awaits(String picture) {
    RenditionRig.until(() -> seen.contains(picture));
  }

  void joined(ViewerPlace at) {
    place = at;
  }

  void leaves() {
    Objects.requireNonNull(place).close();
  }
}
