package io.zoetrope.core.camera;

import io.zoetrope.core.camera.CameraState.Retrying;

/**
 * What viewers are shown instead of pictures.
 *
 * @param generation of the frame that says it: it is not shown once the camera has gone on
 */
record Trouble(Retrying state, long generation) {}
