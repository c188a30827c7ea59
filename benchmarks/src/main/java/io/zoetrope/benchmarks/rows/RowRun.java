package io.zoetrope.benchmarks.rows;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One table, read once.
 *
 * @param readerShare what the reader took of its own core
 * @param peakBytes the most the server had resident meanwhile
 * @param failure why it did not come to its end
 */
public record RowRun(
    String server,
    TableForm form,
    long rows,
    long bytes,
    double seconds,
    double cpuSeconds,
    double firstRowMillis,
    double readerShare,
    long peakBytes,
    @Nullable String failure) {
  private static final double MOST_OF_A_CORE = 0.85;

  static RowRun failed(String server, TableForm form, String why) {
    return new RowRun(server, form, 0, 0, 1, 1, Double.NaN, 0, 0, why);
  }

  public double rowsPerSecond() {
    return rows / seconds;
  }

  /** The figure that counts: what one core can do. */
  public double rowsPerCpuSecond() {
    return rows / cpuSeconds;
  }

  public double megabytesPerSecond() {
    return bytes / 1e6 / seconds;
  }

  /** Whether the server could have done more. */
  public boolean readerWasBusy() {
    return readerShare > MOST_OF_A_CORE;
  }

  public boolean valid() {
    return failure == null && rows > 0;
  }

  /** The one whose rows cost the server least, as others in a machine only add. */
  static RowRun cheapest(List<RowRun> runs) {
    return runs.stream()
        .filter(RowRun::valid)
        .reduce((one, other) -> one.rowsPerCpuSecond() >= other.rowsPerCpuSecond() ? one : other)
        .orElse(runs.getFirst());
  }
}
