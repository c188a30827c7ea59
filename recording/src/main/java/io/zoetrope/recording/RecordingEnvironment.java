package io.zoetrope.recording;

import io.zoetrope.core.camera.Camera;
import io.zoetrope.core.rendition.Renditions;
import io.zoetrope.core.time.Timekeeper;
import io.zoetrope.tasks.TaskFailedException;
import io.zoetrope.tasks.result.Results;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What recordings live on. All of it is called by many threads.
 *
 * @param cameras the cameras by their ids; they stay their owners' to close
 * @param renditions makes JPEGs of every camera
 * @param work a folder of this machine for what must outlast a restart; made when it is needed
 * @param wanted whether the task with this id has not ended yet, as the queue knows it; may block
 */
public record RecordingEnvironment(
    Function<String, Optional<Camera>> cameras,
    Renditions renditions,
    Results results,
    Path work,
    Optional<Path> ffmpeg,
    Predicate<String> wanted,
    Timekeeper time) {

  Camera camera(String id) throws TaskFailedException {
    return cameras.apply(id).orElseThrow(() -> new TaskFailedException(noSuchCamera(id)));
  }

  static String noSuchCamera(String id) {
    return "There is no camera '%s'.".formatted(id);
  }
}
