package io.zoetrope.core.rendition;

import io.zoetrope.core.camera.Camera;
import io.zoetrope.core.camera.CameraResources;
import io.zoetrope.core.media.FrameFactory;
import io.zoetrope.core.media.Jpeg;
import io.zoetrope.core.source.DriverContext;
import io.zoetrope.core.transcode.StreamTranscoder;
import io.zoetrope.core.transcode.StreamTranscoderProvider;
import io.zoetrope.core.transcode.TranscodeSettings;
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

  /** Makes pictures of video in this way, for a camera of which this is the context. */
  public StreamTranscoder.Opening decoders(TranscodeSettings settings, DriverContext context) {
    return track ->
        streamTranscoders
            .orElseThrow(() -> new IOException("nothing that decodes video is installed"))
            .open(track, settings, context);
  }

  /** Makes H.264, for a camera of which this is the context. */
  StreamTranscoder.Opening encoders(DriverContext context) {
    return track ->
        streamTranscoders
            .orElseThrow(() -> new IOException("nothing that encodes H.264 is installed"))
            .openH264(track, context);
  }

  /** Whether anything is installed for what the camera sends, as far as that is known. */
  boolean canTranscode(Camera camera) {
    boolean sendsJpeg =
        camera.stream().tracks().stream().anyMatch(track -> track.format() instanceof Jpeg);
    return transcoders.isPresent() || (streamTranscoders.isPresent() && !sendsJpeg);
  }

  /** Whether anything is installed that makes H.264. */
  boolean canEncode() {
    return streamTranscoders.isPresent();
  }

  DriverContext context(Camera camera, FrameFactory frames) {
    return new DriverContext(frames, shared.time(), settings, camera.id());
  }
}
