package io.zoetrope.drivers.v4l2;

import io.zoetrope.core.source.Size;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A form in which a camera delivers its pictures.
 *
 * @param fourcc the four letters that name it in V4L2; {@code -BE} follows if its samples are
 *     big-endian
 * @param sizes the largest first; where the camera scales, those that are usual
 * @param scaledUpTo the largest size if the camera takes any up to there
 */
public record OfferedFormat(
    String fourcc, String description, List<OfferedSize> sizes, Optional<Size> scaledUpTo) {

  public OfferedFormat {
    // Many cameras list their usual size twice.
    Map<Size, OfferedSize> once = new LinkedHashMap<>();
    sizes.forEach(offered -> once.merge(offered.size(), offered, OfferedSize::with));
    sizes =
        once.values().stream()
            .sorted(Comparator.comparingLong(OfferedSize::pixels).reversed())
            .toList();
  }

  /** With the sizes of both, for formats that differ in nothing that matters to who asks. */
  public OfferedFormat with(OfferedFormat other) {
    List<OfferedSize> all = new ArrayList<>(sizes);
    all.addAll(other.sizes);
    return new OfferedFormat(fourcc, description, all, scaledUpTo.or(other::scaledUpTo));
  }

  /** What FFmpeg calls it, and the option {@code format}; empty when FFmpeg cannot read it. */
  public Optional<String> name() {
    return PixelFormats.name(fourcc);
  }

  boolean isMjpeg() {
    return name().filter(PixelFormats.MJPEG::equals).isPresent();
  }

  Optional<OfferedSize> find(Size wanted) {
    Optional<OfferedSize> listed =
        sizes.stream().filter(offered -> offered.size().equals(wanted)).findFirst();
    return listed.or(() -> scaledTo(wanted));
  }

  private Optional<OfferedSize> scaledTo(Size wanted) {
    return scaledUpTo
        .filter(most -> wanted.width() <= most.width() && wanted.height() <= most.height())
        .map(_ -> new OfferedSize(wanted, sizes.isEmpty() ? List.of() : sizes.getFirst().rates()));
  }
}
