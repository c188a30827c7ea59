package io.zoetrope.drivers.ffmpeg;

import io.zoetrope.core.driver.BadCameraUriException;
import io.zoetrope.core.driver.CameraUri;

/** The address of a camera in the network, checked as far as one can without going there. */
public final class NetworkAddress {

  private NetworkAddress() {}

  /**
   * The URL as FFmpeg takes it.
   *
   * @throws BadCameraUriException when there is no host in it
   */
  public static String of(CameraUri uri) {
    String address = uri.address();
    String authority = address.startsWith("//") ? address.substring(2).split("[/?#]", 2)[0] : "";
    if (authority.substring(authority.lastIndexOf('@') + 1).isEmpty()) {
      throw new BadCameraUriException(
          "'%s' names no host: write it as in %s://192.0.2.7/stream1"
              .formatted(uri.masked(), uri.scheme()));
    }
    return uri.text();
  }
}
