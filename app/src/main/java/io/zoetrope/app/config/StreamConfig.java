package io.zoetrope.app.config;

import io.zoetrope.core.source.CameraUri;
import java.util.Optional;

/**
 * Where a camera or its sub-stream comes from.
 *
 * @param title what messages call it
 * @param place where it was read; empty for one that the command line names
 */
public record StreamConfig(String title, CameraUri uri, Optional<Place> place) {

  /** Decides whether it may run commands on this machine. */
  public Origin origin() {
    return place.isPresent() ? Origin.CONFIGURATION_FILE : Origin.ELSEWHERE;
  }
}
