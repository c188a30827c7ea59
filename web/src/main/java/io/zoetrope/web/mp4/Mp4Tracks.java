package io.zoetrope.web.mp4;

import io.zoetrope.core.media.H264;
import io.zoetrope.core.media.Track;
import io.zoetrope.mp4.CodecString;
import io.zoetrope.mp4.InitSegment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** The tracks that one viewer's player knows of. Event loop only. */
final class Mp4Tracks {

  /** What a frame is to a player that knows these tracks. */
  enum Fit {
    /** It can be sent. */
    KNOWN,

    /** It can be sent after another init segment. */
    CHANGED,

    /** Its track is not one that the player was told of. */
    LEFT_OUT,

    /** No player could go on with it. */
    FOREIGN
  }

  private final List<Track> tracks;

  /**
   * The track of the first picture, or of the first sound where there are no pictures, and those
   * known besides.
   *
   * @param known perhaps as it was a moment before or after that frame
   */
  Mp4Tracks(Track first, List<Track> known) {
    tracks = new ArrayList<>(known);
    tracks.removeIf(track -> track.isVideo() || track.id() == first.id());
    tracks.add(first);
    tracks.sort(Comparator.comparingInt(Track::id));
  }

  String contentType() {
    return tracks.stream()
        .map(track -> CodecString.of(track.format()).orElseThrow())
        .collect(Collectors.joining(",", mediaType() + "; codecs=\"", "\""));
  }

  private String mediaType() {
    return tracks.stream().anyMatch(Track::isVideo) ? Mp4Wire.CONTENT_TYPE : "audio/mp4";
  }

  byte[] initSegment() {
    return InitSegment.of(tracks);
  }

  boolean isH264() {
    return tracks.stream().anyMatch(track -> track.format() instanceof H264);
  }

  Fit fit(Track track) {
    for (Track each : tracks) {
      if (each.id() == track.id()) {
        return each.equals(track) ? Fit.KNOWN : changed(each, track);
      }
    }
    return track.isVideo() ? Fit.FOREIGN : Fit.LEFT_OUT;
  }

  /** To another size or other parameter sets. */
  void change(Track changed) {
    tracks.replaceAll(each -> each.id() == changed.id() ? changed : each);
  }

  private static Fit changed(Track from, Track to) {
    boolean same = from.isVideo() && from.format().getClass() == to.format().getClass();
    return same && InitSegment.canHold(to.format()) ? Fit.CHANGED : Fit.FOREIGN;
  }
}
