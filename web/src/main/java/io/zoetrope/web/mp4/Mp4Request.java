package io.zoetrope.web.mp4;

import io.vertx.ext.web.RoutingContext;
import io.zoetrope.core.media.Track;
import io.zoetrope.mp4.InitSegment;
import io.zoetrope.web.http.RefusedException;

/**
 * What a client asks for.
 *
 * @param audio whether it wants the sound, where there is some that it could play
 */
record Mp4Request(boolean audio) {

  static Mp4Request read(RoutingContext context) throws RefusedException {
    // Some clients put ?nonce=1 behind any address, also one that has a question mark.
    String audio = context.queryParam("audio").stream().findFirst().orElse("").split("\\?", 2)[0];
    return switch (audio) {
      case "", "1" -> new Mp4Request(true);
      case "0" -> new Mp4Request(false);
      default -> throw new RefusedException(400, "bad_audio", "audio is 1 or 0, as in audio=0.");
    };
  }

  boolean wants(Track track) {
    return InitSegment.canHold(track.format()) && (audio || track.isVideo());
  }
}
