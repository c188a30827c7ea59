package io.zoetrope.ffmpeg;

import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What FFmpeg is to read.
 *
 * @param protocols all that may be spoken to read it, whatever it refers to; none for a device
 * @param url as FFmpeg takes it; it may hold a password
 * @param probablyMjpeg whether the pictures are expected to be JPEGs already, so that the first
 *     attempt passes them on undecoded; a wrong guess is noticed and costs one more start
 * @param live whether late pictures are worthless, so that decoding must hold none back
 * @param otherwise what to try if this delivers no picture at all
 * @param undecoded whether video and audio are wanted as they are, as far as frames can carry them;
 *     otherwise all video becomes JPEGs
 * @param feed what comes into FFmpeg's standard input; since it comes only once, it is re-encoded
 *     unless it is known to be MJPEG, or wanted undecoded
 */
public record FfmpegInput(
    List<String> protocols,
    List<String> options,
    String url,
    boolean probablyMjpeg,
    boolean live,
    boolean undecoded,
    Optional<FfmpegInput> otherwise,
    Optional<InputStream> feed) {
  /** How long the other side of a connection may be silent before FFmpeg gives up. */
  public static final Duration NETWORK_TIMEOUT = Duration.ofSeconds(8);

  public FfmpegInput {
    protocols = List.copyOf(protocols);
    options = List.copyOf(options);
  }

  public static FfmpegInput live(List<String> protocols, String url, String... options) {
    return new FfmpegInput(
        protocols, List.of(options), url, false, true, false, Optional.empty(), Optional.empty());
  }

  /** A device of this machine, which refers to nothing else. */
  public static FfmpegInput device(String name, String... options) {
    return live(List.of(), name, options);
  }

  public static FfmpegInput recorded(List<String> protocols, String url, String... options) {
    return new FfmpegInput(
        protocols, List.of(options), url, false, false, false, Optional.empty(), Optional.empty());
  }

  /** What comes out of this stream, live; closing it stays with the caller. */
  public static FfmpegInput fed(InputStream feed, String... options) {
    List<String> all = new ArrayList<>(List.of("-analyzeduration", "500000"));
    all.addAll(List.of(options));
    return live(List.of("pipe"), "pipe:0", all.toArray(String[]::new)).fedBy(feed);
  }

  /** Distinguishes it from others: a device may deliver something else with other options. */
  String key() {
    return url + '\n' + String.join("\n", options);
  }

  public FfmpegInput expectingMjpeg() {
    return new FfmpegInput(protocols, options, url, true, live, undecoded, otherwise, feed);
  }

  public FfmpegInput orElse(FfmpegInput other) {
    return new FfmpegInput(
        protocols, options, url, probablyMjpeg, live, undecoded, Optional.of(other), feed);
  }

  /** The same, with video and audio as they are. */
  public FfmpegInput asItIs() {
    return new FfmpegInput(protocols, options, url, probablyMjpeg, live, true, otherwise, feed);
  }

  FfmpegInput fedBy(InputStream stream) {
    return new FfmpegInput(
        protocols, options, url, probablyMjpeg, live, undecoded, otherwise, Optional.of(stream));
  }
}
