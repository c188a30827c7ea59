package io.zoetrope.benchmarks.video;

import java.util.Collection;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What viewers of one kind got.
 *
 * @param leastShare of the frames, of whoever got the fewest
 * @param wholeGroups the share of groups that came whole, of all groups of these viewers
 * @param undecodable frames that built on one that was not sent
 * @param firstFrameMillis from connecting to the first frame: the median and the slowest
 */
public record VideoRow(
    String who,
    int viewers,
    double leastShare,
    double medianShare,
    double wholeGroups,
    long undecodable,
    int beganWithKeyFrame,
    List<Double> firstFrameMillis) {

  static VideoRow of(String who, Collection<VideoReader> readers) {
    return new VideoRow(
        who,
        readers.size(),
        sorted(readers, VideoReader::share).getFirst(),
        middle(sorted(readers, VideoReader::share)),
        readers.stream().mapToDouble(VideoReader::wholeGroups).average().orElse(0),
        readers.stream().mapToLong(VideoReader::undecodable).sum(),
        (int) readers.stream().filter(VideoReader::beganWithKeyFrame).count(),
        List.of(
            middle(sorted(readers, VideoReader::firstFrameMillis)),
            sorted(readers, VideoReader::firstFrameMillis).getLast()));
  }

  private static List<Double> sorted(
      Collection<VideoReader> readers, ToDoubleFunction<VideoReader> figure) {
    return readers.stream().mapToDouble(figure).sorted().boxed().toList();
  }

  private static double middle(List<Double> sorted) {
    return sorted.get(sorted.size() / 2);
  }
}
