package io.zoetrope.ffmpeg;

import io.zoetrope.ffmpeg.program.LastLines;
import io.zoetrope.ffmpeg.program.ProgramLog;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What FFmpeg says: the codec of its input, and its last errors. Any thread may ask. */
final class FfmpegLog implements ProgramLog {
  private static final int ERRORS_KEPT = 40;
  private static final Pattern VIDEO =
      Pattern.compile(
          "\\[info]\\s+Stream #\\d+:\\d+.*?: Video: (\\w+).*?(?:, (\\d{2,5}x\\d{2,5}).*)?");

  private static final Pattern INPUT = Pattern.compile("\\[info] Input #0, ([\\w,]+), from .*");

  private final CountDownLatch inputKnown = new CountDownLatch(1);
  private final LastLines errors = new LastLines(ERRORS_KEPT);
  private volatile @Nullable String codec;
  private volatile String size = "";
  private volatile String container = "";

  Optional<String> awaitCodec(long timeoutMillis) throws InterruptedException {
    boolean known = inputKnown.await(timeoutMillis, TimeUnit.MILLISECONDS);
    return known ? Optional.ofNullable(codec) : Optional.empty();
  }

  String inputDescription() {
    return codec == null ? "" : (codec + " " + size).strip();
  }

  /** By FFmpeg's name, of the input; known with the codec. */
  String container() {
    return container;
  }

  List<String> lastErrors() {
    return errors.get();
  }

  @Override
  public void line(String line) {
    if (inputKnown.getCount() > 0) {
      Matcher input = INPUT.matcher(line);
      if (input.matches()) {
        container = input.group(1);
      }
      Matcher video = VIDEO.matcher(line);
      if (video.matches()) {
        codec = video.group(1);
        size = video.group(2) == null ? "" : video.group(2);
        inputKnown.countDown();
      }
    }
    if (isError(line)) {
      errors.line(line);
    }
  }

  @Override
  public void end() {
    inputKnown.countDown();
  }

  /** To FFmpeg a camera that stops answering is only a warning, but it causes what follows. */
  private static boolean isError(String line) {
    return !line.contains("[info]") && (!line.contains("[warning]") || line.contains("timed out"));
  }
}
