package io.zoetrope.recording;

import io.zoetrope.core.camera.Camera;
import io.zoetrope.core.time.Timekeeper;
import io.zoetrope.ffmpeg.FfmpegProgram;
import io.zoetrope.ffmpeg.transcode.H264Encoder;
import io.zoetrope.recording.WorkFolder.Place;
import io.zoetrope.recording.video.VideoSettings;
import io.zoetrope.tasks.Task;
import io.zoetrope.tasks.TaskContext;
import io.zoetrope.tasks.TaskFailedException;
import io.zoetrope.tasks.TaskHandler;
import io.zoetrope.tasks.result.NoRoomException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import tools.jackson.databind.JsonNode;

/**
 * Takes a picture every interval until the end, then makes a video of them. The pictures are kept
 * over restarts: the next attempt on the same machine goes on where the last has stopped.
 */
final class TimelapseHandler implements TaskHandler {
  private static final int PERCENT_TAKEN = 90;

  /** The clock may be set while one sleeps. */
  private static final Duration LONGEST_SLEEP = Duration.ofSeconds(30);

  private final RecordingEnvironment environment;
  private final Timekeeper time;
  private final WorkFolder work;

  TimelapseHandler(RecordingEnvironment environment) {
    this.environment = environment;
    this.time = environment.time();
    this.work = new WorkFolder(environment.work());
  }

  void tidy() throws IOException {
    work.tidy(environment.wanted());
  }

  @Override
  public JsonNode run(TaskContext context) throws Exception {
    TimelapseRequest asked = TimelapseRequest.read(context.task().payload());
    // Whatever it fails with, an Error too: the next attempt goes on with these pictures.
    boolean keep = context.task().attempt() < context.task().attempts();
    try (Place place = work.hold(context.task().id())) {
      try {
        Optional<JsonNode> before = place.result();
        JsonNode result = before.isPresent() ? before.get() : make(asked, place, context);
        keep = true;
        return result;
      } catch (InterruptedException e) {
        keep = isWanted(context.task());
        throw e;
      } catch (TaskFailedException | NoRoomException e) {
        keep = false;
        throw e;
      } finally {
        if (!keep) {
          place.delete();
        }
      }
    }
  }

  private JsonNode make(TimelapseRequest asked, Place place, TaskContext context) throws Exception {
    Path ffmpeg = FfmpegProgram.find(environment.ffmpeg());
    H264Encoder encoder = VideoSettings.encoderOf(ffmpeg); // Better asked now than after a week.
    try (StoredPictures stored = place.pictures(time.now())) {
      if (stored.count() == 0) {
        Camera _ = environment.camera(asked.camera());
        asked.checkStart(stored.begun());
      }
      String fault = take(asked, stored, context);
      if (stored.count() == 0) {
        throw new TaskFailedException(
            "There is no video, as the camera has shown no picture. " + fault);
      }
      JsonNode result =
          new TimelapseVideo(environment, ffmpeg, encoder).make(asked, stored, context);
      place.finished(result);
      return result;
    }
  }

  private String take(TimelapseRequest asked, StoredPictures stored, TaskContext context)
      throws Exception {
    Instant begun = stored.begun();
    Instant end = asked.end(begun);
    try (TimelapseCamera camera = new TimelapseCamera(environment, asked)) {
      for (Instant slot = firstSlot(asked, stored);
          slot.isBefore(end);
          slot = later(slot, slotFrom(begun, asked.interval(), time.now()), asked.interval())) {
        sleepUntil(slot);
        Instant next = slot.plus(asked.interval());
        camera.takeInto(stored, Duration.between(time.now(), next.isBefore(end) ? next : end));
        tell(context, asked, stored, camera.fault());
      }
      return camera.fault();
    }
  }

  private void tell(
      TaskContext context, TimelapseRequest asked, StoredPictures stored, String fault) {
    Instant begun = stored.begun();
    double done =
        (double) Duration.between(begun, time.now()).toMillis()
            / Duration.between(begun, asked.end(begun)).toMillis();
    context.progress(
        (int) (Math.clamp(done, 0, 1) * PERCENT_TAKEN),
        "%d pictures%s"
            .formatted(stored.count(), fault.isEmpty() ? "" : "; the last is missing: " + fault));
  }

  /** The first picture is taken late rather than an interval later. */
  private Instant firstSlot(TimelapseRequest asked, StoredPictures stored) {
    Instant now = time.now();
    boolean first = stored.count() == 0 && now.isBefore(stored.begun().plus(asked.interval()));
    return first ? stored.begun() : slotFrom(stored.begun(), asked.interval(), now);
  }

  private static Instant slotFrom(Instant begun, Duration interval, Instant now) {
    long millis = Math.max(0, Duration.between(begun, now).toMillis());
    long slots = Math.ceilDiv(millis, interval.toMillis());
    return begun.plus(interval.multipliedBy(slots));
  }

  private static Instant later(Instant slot, Instant due, Duration interval) {
    Instant next = slot.plus(interval);
    return due.isAfter(next) ? due : next;
  }

  private void sleepUntil(Instant wake) throws InterruptedException {
    for (Duration left = Duration.between(time.now(), wake);
        left.isPositive();
        left = Duration.between(time.now(), wake)) {
      CountDownLatch passed = new CountDownLatch(1);
      Timekeeper.Timer timer =
          time.after(left.compareTo(LONGEST_SLEEP) > 0 ? LONGEST_SLEEP : left, passed::countDown);
      try {
        passed.await();
      } finally {
        timer.cancel();
      }
    }
  }

  private boolean isWanted(Task task) {
    try {
      return environment.wanted().test(task.id());
    } catch (RuntimeException e) {
      return true; // The queue cannot be asked now: tidy() will.
    }
  }
}
