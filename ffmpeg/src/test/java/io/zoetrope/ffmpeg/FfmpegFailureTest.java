package io.zoetrope.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.core.source.LoginRefusedException;
import io.zoetrope.core.source.SourceEndedException;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The texts are those of FFmpeg 5.1 and 8.0. */
class FfmpegFailureTest {

  private static final FfmpegInput CAMERA =
      FfmpegInput.live(List.of(), "rtsp://viewer:hun%40ter2@192.0.2.7/1?channel=1&token=abcd");

  private static final FfmpegInput FILE = FfmpegInput.recorded(List.of(), "file:clip.mp4");

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [rtsp @ 0x55e9] [error] method DESCRIBE failed: 401Unauthorized;;[in#0 @ 0x55e9] [error] Error opening input: Server returned 401 Unauthorized (authorization failed) | 8 | the camera refuses the login (401): check user and password in its URI
          [rtsp @ 0x55a2] [error] method DESCRIBE failed: 404Not Found;;[fatal] Error opening input files: Server returned 404 Not Found | 8 | the camera has no such stream (404): check the path in its URI
          [rtsp @ 0x55a2] [error] method DESCRIBE failed: 404 Not Found;;[error] rtsp...: Server returned 404 Not Found | 1 | the camera has no such stream (404): check the path in its URI
          [http @ 0x55a2] [error] HTTP error 403 Forbidden;;[error] http...: Server returned 403 Forbidden (access denied) | 1 | the camera forbids this login to watch (403)
          [tcp @ 0x5587] [error] Connection to tcp...:1?timeout=0 failed: Connection refused;;[fatal] Error opening input files: Connection refused | 145 | nothing listens at that address (connection refused): is the camera on, and is the port right?
          [tcp @ 0x5587] [error] Connection to tcp...:554 failed: No route to host | 143 | the camera's address cannot be reached (no route to host)
          [tcp @ 0x5587] [error] Connection to tcp...:554 failed: Network is unreachable | 155 | the camera's network cannot be reached
          [tcp @ 0x558a] [error] Failed to resolve hostname nohost.invalid: Name or service not known;;[fatal] Error opening input files: Input/output error | 251 | the camera's host name is not known
          [tcp @ 0x558a] [error] Connection to tcp...:554 failed: Connection timed out | 146 | the camera does not answer (connection timed out)
          [in#0 @ 0x563e] [error] Error opening input: Invalid data found when processing input;;[fatal] Error opening input files: Invalid data found when processing input | 183 | what is there is not video that FFmpeg can read
          [video4linux2,v4l2 @ 0x55c4] [error] Cannot open video device /dev/video99: No such file or directory | 254 | there is no such device or file
          [video4linux2,v4l2 @ 0x55c4] [error] ioctl(VIDIOC_QUERYCAP): Inappropriate ioctl for device | 231 | that is not a device of this kind
          [video4linux2,v4l2 @ 0x55c4] [error] Cannot open video device /dev/video0: Device or resource busy | 240 | the device is busy: another program has it open
          [video4linux2,v4l2 @ 0x55c4] [error] Cannot open video device /dev/video0: Permission denied | 243 | this user may not open it (permission denied)
          [x11grab @ 0x55c4] [error] Cannot open display :77, error 1.;;[fatal] Error opening input files: Input/output error | 251 | there is no such X display, or this user may not look at it
          Authorization required, but no authorization protocol specified;;[x11grab @ 0x55f4] [error] Cannot open display :78, error 1.;;[fatal] Error opening input files: Input/output error | 251 | this user may not look at that X display: set XAUTHORITY to the file with its key
          [x11grab @ 0x560f] [error] Can't find window '0x1267', aborting.;;[fatal] Error opening input files: Generic error in an external library | 187 | there is no window with that number
          [x11grab @ 0x560d] [error] Failed to query xcb pointer;;[in#0/x11grab @ 0x560d] [error] Error during demuxing: Generic error in an external library | 0 | the window or its X display is gone
          [x11grab @ 0x55e8] [error] Failed to translate xcb geometry;;[in#0/x11grab @ 0x55e8] [error] Error during demuxing: Generic error in an external library | 0 | the window or its X display is gone
          [x11grab @ 0x5589] [error] Cannot get the image data event_error: response_type:0 error_code:8 sequence:9 resource_id:2097164 minor_code:0 major_code:73.;;[in#0/x11grab @ 0x5589] [error] Error during demuxing: Permission denied | 234 | the window is hidden or smaller than before, or a part of it is beyond the screen
          [x11grab @ 0x55cf] [error] Capture area 1000x1000 at position 0.0 outside the screen size 640x480;;[fatal] Error opening input files: Invalid argument | 234 | the area asked for lies beyond the screen or window
          [rtsp @ 0x5643] [warning] Failed reading RTSP data: End of file;;[vist#0:0/h264 @ 0x5643] [error] Error submitting packet to decoder: Invalid data found when processing input;;[info] Conversion failed! | 69 | the camera has cut the connection
          [png @ 0x55] [IMGUTILS @ 0x7f] [error] Picture size 16000x16000 exceeds specified max pixel count 64000000, see the documentation if you wish to increase it;;[error] Error while decoding stream #0:0: Invalid argument | 69 | its pictures have 16000x16000 pixels; Zoetrope takes at most 64 million
          [mjpeg @ 0x55] [IMGUTILS @ 0x7f] [error] Picture size 65535x65535 is invalid;;[error] Error submitting packet to decoder: Invalid data found when processing input | 69 | its pictures have 65535x65535 pixels; Zoetrope takes at most 64 million
          [h264 @ 0x55] [IMGUTILS @ 0x7f] [error] Picture size 0x0 is invalid;;[error] Error submitting packet to decoder: Invalid data found when processing input | 69 | what is there is not video that FFmpeg can read
          [hls @ 0x55] [error] Protocol 'http' not on whitelist 'file,crypto,data'!;;[fatal] Error opening input files: Invalid argument | 1 | it refers to an address of another kind (http:), which Zoetrope does not follow from there
          [error] Error while decoding stream #0:0: Cannot allocate memory | 1 | FFmpeg needs more memory for it than it is allowed, or than this machine has
          [fatal] Stream map '0:v:0' matches no streams. | 1 | there is no picture in it, only other streams
          [error] Unrecognized option 'fps_mode'.;;[fatal] Error splitting the argument list: Option not found | 1 | this FFmpeg is too old: Zoetrope needs version 5.1 or newer
          [srt @ 0x55c4] [error] Connection to srt...:1 failed: Input/output error;;[fatal] Error opening input files: Input/output error | 251 | FFmpeg ended with exit code 251: Error opening input files: Input/output error
          """)
  void errorsOfFfmpegBecomeSentences(String errors, int exitCode, String sentence) {
    assertThat(FfmpegFailure.explain(List.of(errors.split(";;")), exitCode, CAMERA))
        .isEqualTo(sentence);
  }

  @ParameterizedTest
  @ValueSource(strings = {"401 Unauthorized", "403 Forbidden (access denied)"})
  void aRefusedLoginHasATypeOfItsOwn(String said) {
    assertThat(FfmpegFailure.of(List.of("[error] method DESCRIBE failed: " + said), 8, CAMERA))
        .isInstanceOf(LoginRefusedException.class);
  }

  @Test
  void anEndThatIsNotAFailureHasATypeOfItsOwn() {
    assertThat(FfmpegFailure.of(List.of(), 0, CAMERA)).isInstanceOf(SourceEndedException.class);
    assertThat(FfmpegFailure.of(List.of("[error] Connection timed out"), 0, CAMERA))
        .isExactlyInstanceOf(IOException.class);
  }

  @Test
  void aFileThatIsShownToItsEndHasEnded() {
    assertThat(FfmpegFailure.explain(List.of(), 0, FILE)).isEqualTo("the video has ended");
  }

  @Test
  void damageInTheMiddleIsNotWhyAFileEnds() {
    List<String> errors =
        List.of(
            "[vist#0:0/h264 @ 0x55] [error] Error submitting packet to decoder: Invalid data found when processing input");

    assertThat(FfmpegFailure.explain(errors, 0, FILE)).isEqualTo("the video has ended");
  }

  @Test
  void aCameraHasNoEndOfItsOwn() {
    assertThat(FfmpegFailure.explain(List.of(), 0, CAMERA))
        .isEqualTo("the camera has ended its stream");
  }

  @Test
  void aSilentCameraHasNotEnded() {
    List<String> errors =
        List.of("[in#0/rtsp @ 0x55] [error] Error during demuxing: Connection timed out");

    assertThat(FfmpegFailure.explain(errors, 0, CAMERA))
        .isEqualTo("the camera does not answer (connection timed out)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          137 | FFmpeg was killed (signal 9)
          139 | FFmpeg has crashed (signal 11)
          134 | FFmpeg has crashed (signal 6)
          """)
  void aKilledFfmpegIsReportedRatherThanItsEarlierErrors(int exitCode, String sentence) {
    List<String> errors = List.of("[h264 @ 0x55] [error] Invalid data found when processing input");

    assertThat(FfmpegFailure.explain(errors, exitCode, CAMERA)).isEqualTo(sentence);
  }

  @Test
  void unknownErrorsAreQuotedWithoutPrefixes() {
    List<String> errors = List.of("[error] first", "[v4l2 @ 0x55] [error] The lens cap is on");

    assertThat(FfmpegFailure.explain(errors, 3, CAMERA))
        .isEqualTo("FFmpeg ended with exit code 3: The lens cap is on");
  }

  @Test
  void withoutAnyErrorTheExitCodeIsReported() {
    assertThat(FfmpegFailure.explain(List.of(), 3, CAMERA))
        .isEqualTo("FFmpeg ended with exit code 3");
  }

  @Test
  void secretsInQuotedErrorsAreMasked() {
    List<String> errors =
        List.of(
            "[error] rtsp://viewer:hun%40ter2@192.0.2.7/1?channel=1&token=abcd: the user viewer has no key 'hun@ter2', nor abcd");

    assertThat(FfmpegFailure.explain(errors, 3, CAMERA))
        .isEqualTo(
            "FFmpeg ended with exit code 3: rtsp://***@192.0.2.7/1?channel=1&token=*** the user *** has no key '***', nor ***");
  }

  @Test
  void aLoginThatIsAWordOfTheSentenceIsNotMaskedThere() {
    FfmpegInput camera = FfmpegInput.live(List.of(), "rtsp://camera:password@192.0.2.7/1");

    assertThat(FfmpegFailure.explain(List.of("[error] 401 Unauthorized"), 8, camera))
        .isEqualTo("the camera refuses the login (401): check user and password in its URI");
  }
}
