package io.zoetrope.drivers.ffmpeg;

import io.zoetrope.core.driver.BadCameraUriException;
import io.zoetrope.core.driver.CameraUri;
import java.util.regex.Pattern;

/** The address of a camera in the network, checked as far as one can without going there. */
public final class NetworkAddress {

  private static final Pattern HOST_AND_PORT =
      Pattern.compile("(?:\\[[^\\]]*]|[^:\\[\\]]*)(?::\\d{1,5})?");

  private NetworkAddress() {}

  /**
   * The URL as FFmpeg takes it.
   *
   * @throws BadCameraUriException when there is no host in it, or no number for its port
   */
  public static String of(CameraUri uri) {
    String address = uri.address();
    String authority = address.startsWith("//") ? address.substring(2).split("[/?#]", 2)[0] : "";
    String host = authority.substring(authority.lastIndexOf('@') + 1);
    if (host.isEmpty()) {
      throw new BadCameraUriException(
          "'%s' names no host: write it as in %s://192.0.2.7/stream1"
              .formatted(uri.masked(), uri.scheme()));
    }
    if (!HOST_AND_PORT.matcher(host).matches()) {
      throw new BadCameraUriException(
          "'%s' has no number as its port; in a password write %%2F for /, %%3F for ? and %%23 for #"
              .formatted(uri.masked()));
    }
    // FFmpeg knows its protocols by their lower-case names only.
    return uri.scheme() + uri.text().substring(uri.scheme().length());
  }
}
