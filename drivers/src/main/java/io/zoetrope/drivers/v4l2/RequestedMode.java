package io.zoetrope.drivers.v4l2;

import io.zoetrope.core.source.CameraUri;
import io.zoetrope.core.source.Size;
import io.zoetrope.core.source.UriOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the URI wants of a camera, and what comes nearest to it among what the camera has. */
record RequestedMode(Optional<String> format, Optional<Size> size, Optional<Double> rate) {
  /** Below, a picture does not look alive. */
  private static final double FLUENT = 24.5;

  private static final double USUAL_RATE = 30;
  private static final long USUAL_PIXELS = 1920 * 1080;

  private record Candidate(OfferedFormat format, OfferedSize size) {
    double rate() {
      return size.highestRate();
    }

    long pixels() {
      return size.pixels();
    }
  }

  static RequestedMode of(CameraUri uri) {
    UriOptions options = UriOptions.of(uri, "size", "fps", "format");
    return new RequestedMode(
        options.text("format").map(name -> name.toLowerCase(Locale.ROOT)),
        options.size("size", 16_384),
        options.rate("fps", 1000));
  }

  CaptureMode choose(Path place, List<OfferedFormat> offered) throws IOException {
    List<OfferedFormat> formats = offered.stream().filter(this::isWanted).toList();
    if (offered.isEmpty()) {
      return new CaptureMode(format, size, rate.map(String::valueOf));
    }
    if (formats.isEmpty()) {
      throw new IOException(refusal(place, offered));
    }
    List<Candidate> candidates = formats.stream().flatMap(this::candidates).toList();
    if (candidates.isEmpty() && size.isPresent() && tellSizes(formats)) {
      throw new IOException(
          "the camera %s has no pictures of %s%s; it has %s"
              .formatted(
                  place, size.get(), format.map(name -> " in " + name).orElse(""), sizes(formats)));
    }
    return candidates.stream()
        .min(preference())
        .map(this::mode)
        .orElseGet(() ->
            new CaptureMode(
                formats.stream()
                    .min(Comparator.comparingInt(PixelFormats::rank))
                    .flatMap(OfferedFormat::name),
                size,
                rate.map(String::valueOf)));
  }

  /** JPEGs that look alive, in the usual size; then raw pictures that do; then the most alive. */
  private Comparator<Candidate> preference() {
    double enough = rate.map(wanted -> wanted - 0.5).orElse(FLUENT);
    return Comparator.comparingInt((Candidate candidate) -> first(candidate.rate() >= enough))
        .thenComparingInt(candidate -> first(candidate.format().isMjpeg()))
        .thenComparingInt(candidate -> first(candidate.pixels() <= USUAL_PIXELS))
        .thenComparingDouble(candidate -> -Math.min(candidate.rate(), enough))
        .thenComparingLong(candidate -> Math.abs(USUAL_PIXELS - candidate.pixels()))
        .thenComparingInt(candidate -> PixelFormats.rank(candidate.format()));
  }

  private static int first(boolean preferred) {
    return preferred ? 0 : 1;
  }

  private Stream<Candidate> candidates(OfferedFormat from) {
    return size.isPresent()
        ? from.find(size.get()).stream().map(found -> new Candidate(from, found))
        : from.sizes().stream().map(found -> new Candidate(from, found));
  }

  private CaptureMode mode(Candidate chosen) {
    return new CaptureMode(
        chosen.format().name(),
        Optional.of(chosen.size().size()),
        chosen
            .size()
            .nearest(rate.orElse(USUAL_RATE))
            .map(FrameRate::fraction)
            .or(() -> rate.map(String::valueOf)));
  }

  private boolean isWanted(OfferedFormat candidate) {
    return candidate
        .name()
        .filter(name ->
            format.isEmpty()
                || format.get().equals(name)
                || format.get().equalsIgnoreCase(candidate.fourcc().strip()))
        .isPresent();
  }

  private String refusal(Path place, List<OfferedFormat> offered) {
    List<String> names = offered.stream().flatMap(each -> each.name().stream()).distinct().toList();
    if (names.isEmpty()) {
      return "the camera %s delivers only what FFmpeg cannot read (%s); one of a Raspberry Pi is opened with rpicam:0"
          .formatted(
              place, offered.stream().map(OfferedFormat::fourcc).collect(Collectors.joining(", ")));
    }
    return "the camera %s has no format %s; it has %s"
        .formatted(place, format.orElse(""), String.join(", ", names));
  }

  private static boolean tellSizes(List<OfferedFormat> formats) {
    return formats.stream().anyMatch(each -> !each.sizes().isEmpty());
  }

  private static String sizes(List<OfferedFormat> formats) {
    return formats.stream()
        .flatMap(each -> each.sizes().stream())
        .sorted(Comparator.comparingLong(OfferedSize::pixels).reversed())
        .map(each -> each.size().toString())
        .distinct()
        .collect(Collectors.joining(", "));
  }
}
