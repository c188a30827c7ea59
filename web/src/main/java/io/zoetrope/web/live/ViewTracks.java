package io.zoetrope.web.live;

import io.zoetrope.core.camera.Camera;
import io.zoetrope.core.media.Jpeg;
import io.zoetrope.core.media.Track;
import io.zoetrope.core.media.VideoFormat;
import io.zoetrope.web.http.RefusedException;
import io.zoetrope.web.live.LiveRequest.Codec;
import io.zoetrope.web.live.LiveRequest.From;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a view's client knows about the tracks of its frames. Event loop only. */
final class ViewTracks {
  private final LiveRequest.Watch asked;
  private final Camera camera;
  private final LiveContext context;
  private List<Track> announced = List.of();
  private @Nullable String refused;

  ViewTracks(LiveRequest.Watch asked, Camera camera, LiveContext context) {
    this.asked = asked;
    this.camera = camera;
    this.context = context;
  }

  private Optional<VideoFormat> cameraVideo() {
    return camera.stream().tracks().stream()
        .filter(Track::isVideo)
        .findFirst()
        .map(track -> (VideoFormat) track.format());
  }

  /** Where the view gets what its client can play; empty if it is not known what there is. */
  Optional<From> suiting() {
    if (isSoundOnly()) {
      return Optional.of(asked.audio() || !asked.takes(Codec.JPEG) ? From.CAMERA : From.JPEG);
    }
    return cameraVideo().map(asked::from);
  }

  /** Whether there is no video. */
  boolean isSoundOnly() {
    return camera.stream().trackKinds().filter(kinds -> !kinds.video()).isPresent();
  }

  /** A frame of this track follows: its client must know the track. */
  void announce(Track track) {
    if (announced.contains(track)) {
      return;
    }
    refused = null;
    announced = track.format() instanceof Jpeg ? List.of(track) : List.copyOf(withOthers(track));
    Optional<String> from =
        cameraVideo()
            .map(VideoFormat::codecName)
            .filter(codec -> track.isVideo() && !codec.equals(track.format().codecName()));
    context
        .wire()
        .text(LiveJson.format(asked.view(), announced, context.form().originNanos(), from));
  }

  /** All that come with it, so that a player is made once. */
  private Collection<Track> withOthers(Track track) {
    TreeMap<Integer, Track> all = new TreeMap<>();
    camera.stream().tracks().stream()
        .filter(other -> other.isVideo() ? !(other.format() instanceof Jpeg) : asked.audio())
        .filter(other -> LiveForm.canSend(other.format()))
        .forEach(other -> all.put(other.id(), other));
    all.put(track.id(), track);
    return all.values();
  }

  /** Says, once, that the camera's video cannot be sent. */
  void refuse(VideoFormat video) {
    refuse(
        new RefusedException(
            409,
            "codec_not_taken",
            "The camera '%s' sends %s, and this view takes only %s."
                .formatted(asked.camera(), video.codecName(), asked.videoNames())));
  }

  /** Says, once, why the view gets nothing. */
  void refuse(RefusedException why) {
    if (why.sentence().equals(refused)) {
      return;
    }
    refused = why.sentence();
    announced = List.of();
    context.wire().text(LiveJson.error(OptionalInt.of(asked.view()), why));
  }
}
