package io.zoetrope.recording;

import io.zoetrope.core.camera.Camera;
import io.zoetrope.core.camera.CameraState.Idle;
import io.zoetrope.core.media.VideoFormat;
import io.zoetrope.core.rendition.RenditionFault;
import io.zoetrope.core.rendition.RenditionKey;
import io.zoetrope.core.rendition.RenditionRefusedException;
import io.zoetrope.core.rendition.ViewerPlace;
import io.zoetrope.core.time.Timekeeper;
import io.zoetrope.ffmpeg.FfmpegProgram;
import io.zoetrope.recording.video.H264Encoder;
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
  private static final Duration PATIENCE = Duration.ofSeconds(45);
  private static final Duration TICK = Duration.ofMillis(200);

  /** A picture may be on its way for some time after it was captured. */
  private static final Duration LATE_PICTURES = Duration.ofMillis(300);

  private static final int PERCENT_RECORDED = 99;

  private final RecordingEnvironment environment;
  private final Timekeeper time;

  ClipHandler(RecordingEnvironment environment) {
    this.environment = environment;
    this.time = environment.time();
  }

  @Override
  public JsonNode run(TaskContext context) throws Exception {
    String id = context.task().id();
    ClipRequest asked = ClipRequest.read(context.task().payload());
    Camera camera = environment.camera(asked.camera());
    Path ffmpeg = FfmpegProgram.find(environment.ffmpeg());
    Optional<H264Encoder> encoder =
        asked.copied() ? Optional.empty() : Optional.of(H264Encoder.of(ffmpeg));
    context.progress(0, "opening the camera");
    try (NewResult file = environment.results().begin(id, ResultType.MP4);
        PictureQueue queue = new PictureQueue()) {
      ClipViewer viewer = new ClipViewer(queue, time.nanoTime(), asked.length());
      VideoSettings format;
      long written;
      try (Watching watching = new Watching(camera, viewer)) {
        format = new VideoSettings(encoder, awaitFirst(camera, viewer), viewer.orientation());
        try (VideoWriter video = new VideoWriter(ffmpeg, format, file.path(), queue)) {
          record(asked, watching, video, context);
          watching.leave();
          queue.end(asked.length().toNanos() / 1000);
          context.progress(PERCENT_RECORDED, "finishing the video");
          video.finish();
          written = video.written();
        }
      }
      return ResultJson.of(id, ResultType.MP4, file.commit(), asked.camera())
          .put("format", asked.format())
          .put("width", format.width())
          .put("height", format.height())
          .put("seconds", asked.length().toSeconds())
          .put("pictures", written)
          .put("dropped", queue.dropped() + viewer.missed())
          .put("interruptions", viewer.interruptions());
    }
  }

  private VideoFormat awaitFirst(Camera camera, ClipViewer viewer) throws Exception {
    long begun = time.nanoTime();
    while (true) {
      Optional<VideoFormat> format = viewer.awaitFirst(TICK);
      if (format.isPresent()) {
        return format.get();
      }
      Optional<RenditionFault> undecoded =
          environment.renditions().fault(camera, RenditionKey.ORIGINAL);
      if (undecoded.isPresent()) {
        throw CameraPictures.refused(undecoded.get());
      }
      Optional<String> fault = CameraPictures.fault(camera);
      if (fault.isPresent() || time.nanoTime() - begun >= PATIENCE.toNanos()) {
        throw CameraPictures.failure(camera, fault, PATIENCE);
      }
    }
  }

  /** Returns when all is in the queue, or when FFmpeg takes no more. */
  private void record(ClipRequest asked, Watching watching, VideoWriter video, TaskContext context)
      throws CameraFailedException, TaskFailedException, InterruptedException {
    long lengthNanos = asked.length().toNanos();
    long seconds = asked.length().toSeconds();
    while (!video.awaitFed(TICK)) {
      long elapsed = time.nanoTime() - watching.viewer.firstNanos();
      if (watching.viewer.isComplete() || elapsed >= lengthNanos + LATE_PICTURES.toNanos()) {
        return;
      }
      watching.follow(asked.camera());
      long now = Math.min(elapsed / 1_000_000_000, seconds);
      context.progress(
          (int) (now * PERCENT_RECORDED / seconds),
          "recording, %d of %d s".formatted(now, seconds));
    }
  }

  private final class Watching implements AutoCloseable {
    private final ClipViewer viewer;
    private Camera camera;
    private ViewerPlace place;

    Watching(Camera camera, ClipViewer viewer) throws CameraFailedException, TaskFailedException {
      this.camera = camera;
      this.viewer = viewer;
      this.place = join();
    }

    private ViewerPlace join() throws CameraFailedException, TaskFailedException {
      try {
        return environment.renditions().join(camera, RenditionKey.ORIGINAL, viewer, Runnable::run);
      } catch (RenditionRefusedException e) {
        throw CameraPictures.refused(e.fault());
      }
    }

    /** Goes over to the camera that has replaced it, for example after a new configuration. */
    void follow(String id) throws CameraFailedException, TaskFailedException {
      if (!(camera.state() instanceof Idle)) {
        return;
      }
      Optional<Camera> present = environment.cameras().apply(id);
      if (present.isPresent() && present.get() != camera) {
        place.close();
        camera = present.get();
        place = join();
      }
    }

    void leave() {
      place.close();
    }

    @Override
    public void close() {
      leave();
    }
  }
}
