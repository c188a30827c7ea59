package io.zoetrope.ffmpeg;

import io.zoetrope.core.ingest.JpegIngest;
import io.zoetrope.core.secret.Secrets;
import io.zoetrope.core.source.LoginRefusedException;
import io.zoetrope.core.source.SourceEndedException;
import io.zoetrope.ffmpeg.program.ChildProcess;
import io.zoetrope.ffmpeg.program.Meanings;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in a sentence for people why FFmpeg ended. */
final class FfmpegFailure {
  private static final String REFUSED_LOGIN =
      "the camera refuses the login (401): check user and password in its URI";
  private static final String FORBIDDEN = "the camera forbids this login to watch (403)";
  private static final String COMPLETE = "the camera has ended its stream";
  private static final Pattern PREFIX = Pattern.compile("^(\\[[^\\]]*]\\s*)+");

  private static final Pattern PICTURE_SIZE =
      Pattern.compile("Picture size (\\d{1,9})x(\\d{1,9}) ");

  private static final Pattern OTHER_PROTOCOL =
      Pattern.compile("Protocol '([\\w+.-]+)' not on whitelist");

  /** Half a picture before a cut is called invalid too, so the cut is looked for first. */
  private static final Meanings MEANINGS =
      Meanings.of(
          """
          401 Unauthorized | %s
          certificate verify failed | the camera's certificate is of no authority in the file that #ca= names
          5XX Server Error | the camera answers that it has a fault of its own (5xx)
          403 Forbidden | %s
          404 Not Found | the camera has no such stream (404): check the path in its URI
          Connection refused | nothing listens at that address (connection refused): is the camera on, and is the port right?
          No route to host | the camera's address cannot be reached (no route to host)
          Network is unreachable | the camera's network cannot be reached
          Failed to resolve hostname | the camera's host name is not known
          Connection timed out | the camera does not answer (connection timed out)
          Operation timed out | the camera does not answer (timed out)
          Connection reset by peer | the camera has cut the connection
          Authorization required | this user may not look at that X display: set XAUTHORITY to the file with its key
          Can't find window | there is no window with that number
          Failed to query xcb pointer | the window or its X display is gone
          Failed to translate xcb geometry | the window or its X display is gone
          Cannot get the image data event_error: response_type:0 error_code:8 | the window is hidden or smaller than before, or a part of it is beyond the screen
          Cannot get the image data event_error | the window or its X display is gone
          outside the screen size | the area asked for lies beyond the screen or window
          Cannot allocate memory | FFmpeg needs more memory for it than it is allowed, or than this machine has
          Device or resource busy | the device is busy: another program has it open
          Permission denied | this user may not open it (permission denied)
          No such file or directory | there is no such device or file
          No such device | there is no such device
          Could not open X display | there is no such X display, or this user may not look at it
          Cannot open display | there is no such X display, or this user may not look at it
          Inappropriate ioctl | that is not a device of this kind
          Unrecognized option 'fps_mode' | this FFmpeg is too old: Zoetrope needs version 5.1 or newer
          does not contain any stream | there is no picture in it, and no sound of a kind that can be passed on
          matches no streams | there is no picture in it, only other streams
          Failed reading RTSP data | the camera has cut the connection
          Invalid data found | what is there is not video that FFmpeg can read
          Protocol not found | this FFmpeg does not know that protocol
          """
              .formatted(REFUSED_LOGIN, FORBIDDEN));

  private FfmpegFailure() {}

  /** As {@link #explain}, as a failure of the type that decides when the camera is tried again. */
  static IOException of(List<String> errors, int exitCode, FfmpegInput input) {
    String sentence = explain(errors, exitCode, input);
    return switch (sentence) {
      case REFUSED_LOGIN, FORBIDDEN -> new LoginRefusedException(sentence);
      case COMPLETE -> new SourceEndedException(sentence);
      default -> new IOException(sentence);
    };
  }

  static String explain(List<String> errors, int exitCode, FfmpegInput input) {
    Optional<String> signal = ChildProcess.signal(exitCode);
    if (signal.isPresent()) {
      return "FFmpeg " + signal.get();
    }
    if (exitCode == 0 && !input.live()) {
      return "the video has ended";
    }
    for (String line : errors) {
      Optional<String> limit = limit(line);
      if (limit.isPresent()) {
        return limit.get();
      }
    }
    Optional<String> meaning = MEANINGS.find(errors);
    if (meaning.isPresent()) {
      return meaning.get();
    }
    if (exitCode == 0) {
      return COMPLETE;
    }
    String last = errors.isEmpty() ? "" : PREFIX.matcher(errors.getLast()).replaceAll("");
    return "FFmpeg ended with exit code %d%s%s"
        .formatted(exitCode, last.isEmpty() ? "" : ": ", Secrets.of(input.url()).hideIn(last));
  }

  private static Optional<String> limit(String line) {
    Matcher size = PICTURE_SIZE.matcher(line);
    if (size.find()) {
      long width = Long.parseLong(size.group(1));
      long height = Long.parseLong(size.group(2));
      // A damaged stream may also claim a size of nothing.
      if (width * height > JpegIngest.MAX_PIXELS) {
        return Optional.of(
            "its pictures have %dx%d pixels; Zoetrope takes at most %d million"
                .formatted(width, height, JpegIngest.MAX_PIXELS / 1_000_000));
      }
    }
    Matcher protocol = OTHER_PROTOCOL.matcher(line);
    return protocol.find()
        ? Optional.of(
            "it refers to an address of another kind (%s:), which Zoetrope does not follow from there"
                .formatted(protocol.group(1)))
        : Optional.empty();
  }
}
