package io.zoetrope.drivers.rtsp;

import java.io.IOException;

/** Packets of UDP do not come through: a firewall may be on the way. */
final class NoDatagramsException extends IOException {
  private static final long serialVersionUID = 1;

  NoDatagramsException() {
    super("no packet comes through from the camera");
  }
}
