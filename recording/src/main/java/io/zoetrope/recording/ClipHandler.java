package io.zoetrope.recording;

import io.zoetrope.core.camera.Camera;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.VideoFormat;
import io.zoetrope.core.rendition.RenditionFault;
import io.zoetrope.core.rendition.RenditionKey;
import io.zoetrope.core.rendition.RenditionRefusedException;
import io.zoetrope.core.rendition.ViewerPlace;
import io.zoetrope.core.time.Timekeeper;
import io.zoetrope.ffmpeg.FfmpegProgram;
import io.zoetrope.ffmpeg.transcode.H264Encoder;
import io.zoetrope.mp4.InitSegment;
import io.zoetrope.recording.video.PictureQueue;
import io.zoetrope.recording.video.VideoSettings;
import io.zoetrope.recording.video.VideoWriter;
import io.zoetrope.tasks.TaskContext;
import io.zoetrope.tasks.TaskFailedException;
import io.zoetrope.tasks.TaskHandler;
import io.zoetrope.tasks.result.NewResult;
import io.zoetrope.tasks.result.ResultType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Records what a camera shows from now on, for some time, as a video. */
final class ClipHandler implements TaskHandler {
  private static final Duration TICK = Duration.ofMillis(200);

  /** A picture may be on its way for some time after it was captured. */
  private static final Duration LATE_PICTURES = Duration.ofMillis(300);

  private final RecordingEnvironment environment;
  private final Timekeeper time;

  ClipHandler(RecordingEnvironment environment) {
    this.environment = environment;
    this.time = environment.time();
  }

  @Override
  public JsonNode run(TaskContext context) throws Exception {
    ClipRequest asked = ClipRequest.read(context.task().payload());
    Camera camera = environment.camera(asked.camera());
    context.progress(0, "opening the camera");
    CameraPatience patience = CameraPatience.fromNow(time);
    try (ClipFrames frames = new ClipFrames();
        FollowedCamera followed =
            new FollowedCamera(
                camera,
                environment.cameras(),
                each -> each.stream().join(frames, Runnable::run)::close)) {
      if (InitSegment.canHold(awaitFirst(camera, frames, patience))) {
        return new CopiedClip(environment, asked, frames, followed).record(context, patience);
      }
      return recordPictures(context, asked, followed, patience);
    }
  }

  /** The format of the first picture, which stays to be taken. */
  private static VideoFormat awaitFirst(Camera camera, ClipFrames frames, CameraPatience patience)
      throws InterruptedException, CameraFailedException {
    while (true) {
      Optional<Frame> next = frames.next(TICK);
      if (next.isPresent() && next.get().format() instanceof VideoFormat format) {
        if (!next.get().placeholder()) {
          return format;
        }
      }
      if (next.isPresent()) {
        frames.done();
      }
      patience.check(camera);
    }
  }

  private JsonNode recordPictures(
      TaskContext context, ClipRequest asked, FollowedCamera probed, CameraPatience patience)
      throws Exception {
    String id = context.task().id();
    Path ffmpeg = FfmpegProgram.find(environment.ffmpeg());
    Optional<H264Encoder> encoder =
        asked.copied() ? Optional.empty() : Optional.of(VideoSettings.encoderOf(ffmpeg));
    try (NewResult file = environment.results().begin(id, ResultType.MP4);
        PictureQueue queue = new PictureQueue()) {
      ClipViewer viewer = new ClipViewer(queue, patience.begunNanos(), asked.length());
      VideoSettings format;
      long written;
      try (FollowedCamera camera =
          new FollowedCamera(
              probed.camera(), environment.cameras(), each -> joinPictures(each, viewer)::close)) {
        probed.leave();
        format =
            new VideoSettings(encoder, awaitFirst(camera, viewer, patience), viewer.orientation());
        try (VideoWriter video = new VideoWriter(ffmpeg, format, file.path(), queue)) {
          record(asked, viewer, camera, video, context);
          camera.leave();
          queue.end(asked.length().toNanos() / 1000);
          context.progress(ClipRequest.PERCENT_RECORDED, "finishing the video");
          video.finish();
          written = video.written();
        }
      }
      return ResultJson.of(id, ResultType.MP4, file.commit(), asked.camera())
          .put("format", asked.format())
          .put("width", format.width())
          .put("height", format.height())
          .put("seconds", asked.seconds())
          .put("pictures", written)
          .put("dropped", queue.dropped() + viewer.missed())
          .put("interruptions", viewer.interruptions());
    }
  }

  /** Its JPEGs, which are made of its video if need be. */
  private ViewerPlace joinPictures(Camera camera, ClipViewer viewer)
      throws CameraFailedException, TaskFailedException {
    try {
      return environment.renditions().join(camera, RenditionKey.ORIGINAL, viewer, Runnable::run);
    } catch (RenditionRefusedException e) {
      throw CameraPictures.refused(e.fault());
    }
  }

  private VideoFormat awaitFirst(FollowedCamera camera, ClipViewer viewer, CameraPatience patience)
      throws InterruptedException, CameraFailedException, TaskFailedException {
    while (true) {
      Optional<VideoFormat> format = viewer.awaitFirst(TICK);
      if (format.isPresent()) {
        return format.get();
      }
      Optional<RenditionFault> undecoded =
          environment.renditions().fault(camera.camera(), RenditionKey.ORIGINAL);
      if (undecoded.isPresent()) {
        throw CameraPictures.refused(undecoded.get());
      }
      patience.check(camera.camera());
    }
  }

  /** Returns when all is in the queue, or when FFmpeg takes no more. */
  private void record(
      ClipRequest asked,
      ClipViewer viewer,
      FollowedCamera camera,
      VideoWriter video,
      TaskContext context)
      throws InterruptedException, CameraFailedException, TaskFailedException {
    long lengthNanos = asked.length().toNanos();
    while (!video.awaitFed(TICK)) {
      long elapsed = time.nanoTime() - viewer.firstNanos();
      if (viewer.isComplete() || elapsed >= lengthNanos + LATE_PICTURES.toNanos()) {
        return;
      }
      boolean _ = camera.follow();
      long now = Math.min(elapsed / 1_000_000_000, asked.seconds());
      context.progress(asked.percent(now), asked.note(now));
    }
  }
}
