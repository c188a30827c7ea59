package io.zoetrope.benchmarks.video;

import io.zoetrope.benchmarks.load.Spread;
import java.util.Collection;
import java.util.function.ToDoubleFunction;

/**
 * What viewers of one kind got.
 *
 * @param share of the frames that each got
 * @param wholeGroups the share of groups that came whole, of all groups of these viewers
 * @param undecodable frames that built on one that was not sent
 * @param firstFrameMillis from connecting to the first frame
 */
public record VideoRow(
    String who,
    int viewers,
    Spread share,
    double wholeGroups,
    long undecodable,
    int beganWithKeyFrame,
    Spread firstFrameMillis) {

  static VideoRow of(String who, Collection<VideoReader> readers) {
    return new VideoRow(
        who,
        readers.size(),
        spread(readers, VideoReader::share),
        readers.stream().mapToDouble(VideoReader::wholeGroups).average().orElse(0),
        readers.stream().mapToLong(VideoReader::undecodable).sum(),
        (int) readers.stream().filter(VideoReader::beganWithKeyFrame).count(),
        spread(readers, VideoReader::firstFrameMillis));
  }

  private static Spread spread(
      Collection<VideoReader> readers, ToDoubleFunction<VideoReader> figure) {
    return Spread.of(readers.stream().mapToDouble(figure).toArray());
  }
}
