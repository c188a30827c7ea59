package io.zoetrope.recording;

import io.zoetrope.ffmpeg.transcode.H264Encoder;
import io.zoetrope.recording.video.PictureQueue;
import io.zoetrope.recording.video.TimedPicture;
import io.zoetrope.recording.video.VideoSettings;
import io.zoetrope.recording.video.VideoWriter;
import io.zoetrope.tasks.TaskContext;
import io.zoetrope.tasks.result.NewResult;
import io.zoetrope.tasks.result.ResultType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Makes the video of a time-lapse. One thread uses it. */
record TimelapseVideo(RecordingEnvironment environment, Path ffmpeg, H264Encoder encoder) {
  private static final int PERCENT_BEFORE = 90;
  private static final int PERCENT_AFTER = 99;

  /** FFmpeg turns each picture as that says. */
  private static final int UPRIGHT = 1;

  JsonNode make(TimelapseRequest asked, StoredPictures stored, TaskContext context)
      throws IOException, InterruptedException {
    String id = context.task().id();
    stored.rewind();
    StoredPictures.Picture first =
        stored.next().orElseThrow(() -> new IOException("The pictures cannot be read."));
    VideoSettings format = new VideoSettings(Optional.of(encoder), first.format(), UPRIGHT);
    try (NewResult file = environment.results().begin(id, ResultType.MP4);
        PictureQueue queue = new PictureQueue();
        VideoWriter video = new VideoWriter(ffmpeg, format, file.path(), queue)) {
      stored.rewind();
      int pictures = 0;
      for (Optional<StoredPictures.Picture> next = stored.next();
          next.isPresent();
          next = stored.next()) {
        queue.put(TimedPicture.of(next.get().jpeg(), micros(pictures, asked.fps())));
        pictures++;
        int percent = PERCENT_BEFORE + (PERCENT_AFTER - PERCENT_BEFORE) * pictures / stored.count();
        context.progress(
            Math.min(percent, PERCENT_AFTER),
            "making the video, picture %d of %d".formatted(pictures, stored.count()));
      }
      queue.end(micros(pictures, asked.fps()));
      video.finish();
      Duration whole = Duration.between(stored.begun(), asked.end(stored.begun()));
      long due = Math.ceilDiv(whole.toMillis(), asked.interval().toMillis());
      return ResultJson.of(id, ResultType.MP4, file.commit(), asked.camera())
          .put("format", "h264")
          .put("width", format.width())
          .put("height", format.height())
          .put("seconds", (double) micros(pictures, asked.fps()) / 1_000_000)
          .put("fps", asked.fps())
          .put("pictures", pictures)
          .put("missed", Math.max(0, due - pictures));
    }
  }

  private static long micros(long pictures, int fps) {
    return pictures * 1_000_000 / fps;
  }
}
