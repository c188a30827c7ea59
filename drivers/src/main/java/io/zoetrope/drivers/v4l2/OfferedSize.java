package io.zoetrope.drivers.v4l2;

import io.zoetrope.core.source.Size;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A size of a camera's pictures, and its rates, the highest first; empty if they are unknown. */
public record OfferedSize(Size size, List<FrameRate> rates) {

  public OfferedSize {
    rates = rates.stream().distinct().sorted(Comparator.reverseOrder()).toList();
  }

  OfferedSize with(OfferedSize other) {
    return new OfferedSize(size, Stream.concat(rates.stream(), other.rates.stream()).toList());
  }

  long pixels() {
    return (long) size.width() * size.height();
  }

  double highestRate() {
    return rates.isEmpty() ? 0 : rates.getFirst().perSecond();
  }

  Optional<FrameRate> nearest(double wanted) {
    return rates.stream()
        .min(Comparator.comparingDouble(rate -> Math.abs(rate.perSecond() - wanted)));
  }
}
