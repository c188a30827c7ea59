package io.zoetrope.core.source;

import java.io.IOException;
import java.util.List;

/**
 * The controls of one camera, whether it is open or not. Any thread may call it; asking and setting
 * block.
 */
public interface CameraControls {

  /**
   * All controls with their values of this moment, in the order of the camera.
   *
   * @throws IOException when the camera is not there; its message is a sentence for people
   */
  List<CameraControl> list() throws IOException;

  /**
   * Sets one control.
   *
   * @param name of one that {@link #list} has
   * @param value one that it {@linkplain CameraControl#allows allows}
   * @throws ControlRefusedException when the camera does not take it
   * @throws IOException when the camera is not there; its message is a sentence for people
   */
  void set(String name, long value) throws IOException;
}
