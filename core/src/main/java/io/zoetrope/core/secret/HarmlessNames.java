package io.zoetrope.core.secret;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names in addresses whose values may be shown, because they say which picture it is and how it
 * comes. A name that is missing here hides a value that people could have seen; one too many shows
 * a password.
 */
final class HarmlessNames {
  private static final Set<String> NAMES =
      Set.of(
          """
          cam camera cameraid cameraname camid ch chan channel channelid channelno channels chn
          display inst instance monitor profile profileid src stream streamno streamprofile
          streamtype substream subtype track view

          acodec area audio audiocodec bitrate brightness clock codec color colour compression
          contrast count crop date device duration fmt format fps framerate gop h height hflip
          input interval loop maxfps mime mirror mute n overlay q quality rate res resolution
          rotate rotation saturation scale size speed time type vcodec vflip video videocodec w
          width zoom

          action api cmd command func method mode real_stream snap snapshot version

          buffer buffer_size buffersize connect_timeout enablesrtp fifo_size latency listen
          localaddr localport maxbw multicast nobuffer overrun_nonfatal peerlatency pkt_size
          port proto protocol rcvlatency reuse rw_timeout ssl sslmode tcp timeout transport
          transtype ttl udp unicast

          ca cursor linger order takeover tls verify window
          """
              .split("\\s+"));

  /** A value that has swallowed more than itself does not look like this. */
  private static final Pattern VALUE =
      Pattern.compile("(?:(?!//)(?:[\\w.,:*+/~-]|%2[CcFf0]|%3[Aa])){0,64}");

  /** In a path nobody can say where a value ends, so only short ones are shown. */
  private static final Pattern VALUE_IN_PATH =
      Pattern.compile("(?:\\d[\\dx.]{0,9}|main|sub|high|low|ext)?(?:\\.[A-Za-z0-9]{1,4})?");

  private HarmlessNames() {}

  static boolean has(String name) {
    return NAMES.contains(name.toLowerCase(Locale.ROOT));
  }

  static boolean mayShow(String name, String value) {
    return has(name) && VALUE.matcher(value).matches();
  }

  static boolean mayShowInPath(String name, String value) {
    return has(name) && VALUE_IN_PATH.matcher(value).matches();
  }
}
