package io.zoetrope.web.mp4;

import io.vertx.ext.web.RoutingContext;
import io.zoetrope.core.media.Track;
import io.zoetrope.mp4.InitSegment;
import io.zoetrope.web.http.RefusedException;

/**
 * What a client asks for.
 *
 * @param h264 whether it wants H.264, whatever the camera sends
 * @param audio whether it wants the sound, where there is some that it could play
 * @param live whether it is to be live at once, though frames before that have other times then
 */
record Mp4Request(boolean h264, boolean audio, boolean live) {

  static Mp4Request read(RoutingContext context) throws RefusedException {
    boolean h264 =
        switch (param(context, "video")) {
          case "" -> false;
          case "h264" -> true;
          default ->
              throw new RefusedException(
                  400,
                  "bad_video",
                  "video is h264, as in video=h264, for H.264 whatever the camera sends.");
        };
    boolean audio =
        switch (param(context, "audio")) {
          case "", "1" -> true;
          case "0" -> false;
          default ->
              throw new RefusedException(400, "bad_audio", "audio is 1 or 0, as in audio=0.");
        };
    boolean live =
        switch (param(context, "start")) {
          case "" -> "video".equals(context.request().getHeader("Sec-Fetch-Dest"));
          case "live" -> true;
          case "key" -> false;
          default ->
              throw new RefusedException(
                  400, "bad_start", "start is live or key, as in start=live.");
        };
    return new Mp4Request(h264, audio, live);
  }

  /** Some clients put ?nonce=1 behind any address, also one that has a question mark. */
  private static String param(RoutingContext context, String name) {
    return context.queryParam(name).stream().findFirst().orElse("").split("\\?", 2)[0];
  }

  boolean wants(Track track) {
    return InitSegment.canHold(track.format()) && (audio || track.isVideo());
  }
}
