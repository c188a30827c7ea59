package io.zoetrope.drivers.support;

import io.zoetrope.core.source.BadCameraUriException;
import io.zoetrope.core.source.CameraUri;
import io.zoetrope.core.source.UriOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The address of a camera in the network, checked as far as one can without going there. */
public final class NetworkAddress {

  private static final Pattern HOST_AND_PORT =
      Pattern.compile("(?:\\[[^\\]]*]|[^:\\[\\]]*)(?::(\\d{1,9}))?");

  /** In a sentence, a URL with one of these has no visible end. */
  private static final Pattern ENDS_A_URL = Pattern.compile("[\\s'\"\\p{Cntrl}]");

  private static final int HIGHEST_PORT = 65_535;

  private NetworkAddress() {}

  /**
   * Our options follow a #, which is never sent: those after the question mark are the camera's.
   */
  public static UriOptions options(CameraUri uri, String... known) {
    int hash = uri.text().lastIndexOf('#');
    String behindHash = hash < 0 ? "" : uri.text().substring(hash + 1);
    CameraUri own = CameraUri.parse(uri.scheme() + ":?" + behindHash);
    boolean partOfPassword = behindHash.contains("@");
    if (partOfPassword || (!behindHash.isEmpty() && own.options().isEmpty())) {
      throw new BadCameraUriException(
          "'%s': behind a # stand options, as in #ca=FILE; in a password write %%23 for #"
              .formatted(uri.masked()));
    }
    return UriOptions.of(own, known);
  }

  /** The file that the option {@code ca} names; an IOException if it is not there at present. */
  public static Optional<Path> authorities(UriOptions options) throws IOException {
    Optional<String> file = options.text("ca");
    Optional<Path> path = file.map(name -> UriOptions.path("ca", name));
    if (path.isPresent() && !Files.isReadable(path.get())) {
      throw new IOException(
          "ca: there is no file '%s' that this user may read".formatted(file.get()));
    }
    return path;
  }

  public static String of(CameraUri uri) {
    if (ENDS_A_URL.matcher(uri.text().split("#", 2)[0]).find()) {
      throw new BadCameraUriException(
          "'%s' holds a blank or a quotation mark; write %%20 for a blank, %%22 for \" and %%27 for '"
              .formatted(uri.masked()));
    }
    String host = hostAndPort(uri);
    if (host.isEmpty()) {
      throw new BadCameraUriException(
          "'%s' names no host: write it as in %s://192.0.2.7/stream1"
              .formatted(uri.masked(), uri.scheme()));
    }
    Matcher parts = HOST_AND_PORT.matcher(host);
    if (!parts.matches()) {
      throw new BadCameraUriException(
          "'%s' has no number as its port; in a password write %%2F for /, %%3F for ? and %%23 for #"
              .formatted(uri.masked()));
    }
    String port = parts.group(1);
    if (port != null && (Integer.parseInt(port) < 1 || Integer.parseInt(port) > HIGHEST_PORT)) {
      throw new BadCameraUriException(
          "'%s': its port should be a number from 1 to %d".formatted(uri.masked(), HIGHEST_PORT));
    }
    // FFmpeg knows its protocols by their lower-case names only.
    String url = uri.scheme() + uri.text().substring(uri.scheme().length());
    int hash = url.lastIndexOf('#');
    return hash < 0 ? url : url.substring(0, hash);
  }

  private static String hostAndPort(CameraUri uri) {
    String address = uri.address();
    String authority = address.startsWith("//") ? address.substring(2).split("[/?#]", 2)[0] : "";
    return authority.substring(authority.lastIndexOf('@') + 1);
  }
}
