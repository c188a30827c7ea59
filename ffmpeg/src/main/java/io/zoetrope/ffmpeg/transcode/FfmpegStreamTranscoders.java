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

/** Has FFmpeg decode video, in a process of its own for each stream. Any thread. */
public final class FfmpegStreamTranscoders implements StreamTranscoderProvider {

  @Override
  public StreamTranscoder open(Track track, TranscodeSettings settings, DriverContext context)
      throws IOException, InterruptedException {
    if (!(track.format() instanceof VideoFormat video) || video instanceof Jpeg) {
      throw new IOException("it is no video that has to be decoded");
    }
    Path program = FfmpegProgram.find(context.setting(FfmpegProgram.SETTING).map(Path::of));
    return new TranscodedStream(
        program, video, settings, context.frames(), TranscodedStream.LONGEST_FRAME);
  }
}
