package io.zoetrope.ffmpeg;

import io.zoetrope.ffmpeg.program.LogReader;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What FFmpeg says of its work: the codec of its input, and its last errors. Read by a thread of
 * its own, as nobody reading would stop the child; any thread may ask.
 */
final class FfmpegLog {
  private static final int ERRORS_KEPT = 40;
  private static final Pattern VIDEO =
      Pattern.compile(
          "\\[info]\\s+Stream #\\d+:\\d+.*?: Video: (\\w+).*?(?:, (\\d{2,5}x\\d{2,5}).*)?");

  private final CountDownLatch inputKnown = new CountDownLatch(1);
  private final LogReader reader;
  private final Deque<String> errors = new ArrayDeque<>(); // guarded by itself
  private volatile @Nullable String codec;
  private volatile String size = "";

  FfmpegLog(InputStream stderr, String name) {
    reader = new LogReader(stderr, name, this::take, inputKnown::countDown);
  }

  /** The codec of the input's video as FFmpeg names it; waits a moment for the line that tells. */
  Optional<String> awaitCodec(long timeoutMillis) throws InterruptedException {
    boolean known = inputKnown.await(timeoutMillis, TimeUnit.MILLISECONDS);
    return known ? Optional.ofNullable(codec) : Optional.empty();
  }

  /** Codec and size of the input, as far as they are known. */
  String inputDescription() {
    return codec == null ? "" : (codec + " " + size).strip();
  }

  /**
   * The last errors, oldest first, as FFmpeg wrote them; to be complete after the child's end,
   * waits for its last words.
   */
  List<String> lastErrors() throws InterruptedException {
    reader.awaitEnd(Duration.ofSeconds(1));
    synchronized (errors) {
      return List.copyOf(errors);
    }
  }

  LogReader reader() {
    return reader;
  }

  private void take(String line) {
    if (inputKnown.getCount() > 0) {
      Matcher video = VIDEO.matcher(line);
      if (video.matches()) {
        codec = video.group(1);
        size = video.group(2) == null ? "" : video.group(2);
        inputKnown.countDown();
      }
    }
    if (tellsOfFailure(line)) {
      synchronized (errors) {
        if (errors.size() == ERRORS_KEPT) {
          errors.remove();
        }
        errors.add(line);
      }
    }
  }

  /**
   * That a camera has stopped answering is only a warning to FFmpeg, but the cause of what follows.
   */
  private static boolean tellsOfFailure(String line) {
    return !line.contains("[info]") && (!line.contains("[warning]") || line.contains("timed out"));
  }
}
