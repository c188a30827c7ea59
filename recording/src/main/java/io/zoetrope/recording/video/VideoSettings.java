package io.zoetrope.recording.video;

import io.zoetrope.core.media.VideoFormat;
import io.zoetrope.ffmpeg.transcode.H264Encoder;
import io.zoetrope.ffmpeg.transcode.H264Size;
import io.zoetrope.tasks.TaskFailedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a video is written.
 *
 * @param encoder makes H.264 of the pictures; without one they are put into the video as they are
 * @param height of the video's first picture, as people see it
 * @param orientation how EXIF says to turn the first picture before it is shown, 1 to 8; FFmpeg
 *     does that when it encodes
 */
public record VideoSettings(Optional<H264Encoder> encoder, int width, int height, int orientation) {
  /** As it comes out: H.264 wants even sizes, browsers and the encoder not too large ones. */
  public VideoSettings {
    if (encoder.isPresent()) {
      H264Size size = H264Size.of(width, height);
      width = size.width();
      height = size.height();
    }
  }

  public VideoSettings(Optional<H264Encoder> encoder, VideoFormat first, int orientation) {
    this(encoder, first.width(), first.height(), orientation);
  }

  /** What makes H.264 within this FFmpeg; without anything, the task fails. */
  public static H264Encoder encoderOf(Path ffmpeg)
      throws TaskFailedException, IOException, InterruptedException {
    return H264Encoder.of(ffmpeg)
        .orElseThrow(() ->
            new TaskFailedException(
                "This machine's FFmpeg makes no H.264: use one with libx264 or libopenh264, see --ffmpeg."));
  }

  boolean isToBeTurned() {
    return encoder.isEmpty() && orientation > 1;
  }

  int codedWidth() {
    return isToBeTurned() && swapsSides() ? height : width;
  }

  int codedHeight() {
    return isToBeTurned() && swapsSides() ? width : height;
  }

  private boolean swapsSides() {
    return orientation > 4;
  }

  List<String> options() {
    List<String> options = new ArrayList<>();
    if (encoder.isEmpty()) {
      options.addAll(List.of("-c:v", "copy"));
    } else {
      // Pictures of another size, or another shape, are fitted in. They come as MirroredPicture.
      String filters =
          "vflip,scale=%d:%d:force_original_aspect_ratio=decrease:out_range=tv,pad=%d:%d:(ow-iw)/2:(oh-ih)/2,setsar=1,format=yuv420p"
              .formatted(width, height, width, height);
      options.addAll(List.of("-vf", filters));
      options.addAll(encoder.get().options());
      // Each picture has its own time: none is doubled or left out for a constant rate.
      options.addAll(List.of("-fps_mode", "passthrough", "-enc_time_base", "1:90000"));
      options.addAll(List.of("-force_key_frames", "expr:gte(t,n_forced*2)"));
    }
    options.addAll(List.of("-video_track_timescale", "90000", "-movflags", "+faststart"));
    return options;
  }
}
