package io.zoetrope.ffmpeg.transcode;

import io.zoetrope.core.media.Jpeg;
import io.zoetrope.core.media.Track;
import io.zoetrope.core.media.VideoFormat;
import io.zoetrope.core.source.DriverContext;
import io.zoetrope.core.transcode.StreamTranscoder;
import io.zoetrope.core.transcode.StreamTranscoderProvider;
import io.zoetrope.core.transcode.TranscodeSettings;
import io.zoetrope.ffmpeg.FfmpegProgram;
import java.io.IOException;
import java.nio.file.Path;

/** Has FFmpeg decode and encode video, in a process of its own for each stream. Any thread. */
public final class FfmpegStreamTranscoders implements StreamTranscoderProvider {

  private final EncoderChoice encoders = new EncoderChoice();

  @Override
  public StreamTranscoder open(Track track, TranscodeSettings settings, DriverContext context)
      throws IOException, InterruptedException {
    if (!(track.format() instanceof VideoFormat video) || video instanceof Jpeg) {
      throw new IOException("it is no video that has to be decoded");
    }
    return new TranscodedStream(
        TranscoderCommand.toJpeg(program(context), video, settings),
        video,
        EncodedPackets.jpeg(context.frames()),
        TranscodedStream.LONGEST_FRAME);
  }

  @Override
  public StreamTranscoder openH264(Track track, DriverContext context)
      throws IOException, InterruptedException {
    if (!(track.format() instanceof VideoFormat video)) {
      throw new IOException("it is no video");
    }
    Path program = program(context);
    H264Size size = H264Size.of(video.width(), video.height());
    // The included FFmpeg is not tried with the machine's encoders: whoever names one wants them.
    boolean named = context.setting(FfmpegProgram.SETTING).isPresent();
    H264Encoder encoder = encoders.of(program, size, named, context.frames());
    TranscodedStream made = TranscodedStream.h264(program, track, encoder, context.frames());
    return encoder.isHardware()
        ? new ProvenStream(made, () -> encoders.failed(program, size))
        : made;
  }

  private static Path program(DriverContext context) throws IOException, InterruptedException {
    return FfmpegProgram.find(context.setting(FfmpegProgram.SETTING).map(Path::of));
  }
}
