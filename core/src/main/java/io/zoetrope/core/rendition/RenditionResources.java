package io.zoetrope.core.rendition;

import io.zoetrope.core.camera.CameraResources;
import io.zoetrope.core.media.FrameFactory;
import io.zoetrope.core.media.Track;
import io.zoetrope.core.source.DriverContext;
import io.zoetrope.core.transcode.StreamTranscoder;
import io.zoetrope.core.transcode.StreamTranscoderProvider;
import io.zoetrope.core.transcode.TranscoderProvider;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * What renditions live on.
 *
 * @param shared with all cameras
 * @param transcoders none where no pictures can be re-encoded
 * @param streamTranscoders none where no video can be decoded
 * @param settings what the user set for all drivers
 */
public record RenditionResources(
    CameraResources shared,
    Optional<TranscoderProvider> transcoders,
    Optional<StreamTranscoderProvider> streamTranscoders,
    Map<String, String> settings) {

  StreamTranscoder decode(RenditionPlace place, Track track, FrameFactory frames)
      throws IOException, InterruptedException {
    StreamTranscoderProvider provider =
        streamTranscoders.orElseThrow(
            () -> new IOException("nothing that decodes video is installed"));
    DriverContext context = new DriverContext(frames, shared.time(), settings, place.camera().id());
    return provider.open(track, place.key().settings(), context);
  }
}
