package io.zoetrope.drivers.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Predicate;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Decides where the redirects and playlists of a camera may lead: from the internet never to this
 * machine or a private network. It resolves the names itself, so connections go to the very
 * addresses that it has looked at. Any thread.
 */
final class AddressGuard implements DnsResolver {

  /** A camera in the internet leads to an address that is not there. */
  static final class LeadsInsideException extends UnknownHostException {
    private static final long serialVersionUID = 1;

    LeadsInsideException() {
      super(
          "the camera is in the internet and leads to an address of this machine or of a private network, where nobody but its neighbours may send us");
    }
  }

  private final String camera;
  private final Predicate<InetAddress> isPublic;
  private final DnsResolver names;
  private boolean cameraIsInside; // guarded by this
  private boolean reachedInternet; // guarded by this

  /** The camera is the host that the user named, which may be anywhere. */
  AddressGuard(String camera, Predicate<InetAddress> isPublic, DnsResolver names) {
    this.camera = camera.toLowerCase(Locale.ROOT);
    this.isPublic = isPublic;
    this.names = names;
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] addresses = names.resolve(host);
    // A name that is both counts as one inside.
    boolean outside = Arrays.stream(addresses).allMatch(isPublic);
    if (!mayLeadTo(host.toLowerCase(Locale.ROOT), outside)) {
      throw new LeadsInsideException();
    }
    return addresses;
  }

  @Override
  public String resolveCanonicalHostname(String host) throws UnknownHostException {
    return names.resolveCanonicalHostname(host);
  }

  private synchronized boolean mayLeadTo(String host, boolean outside) {
    boolean isCamera = host.equals(camera);
    if (outside) {
      reachedInternet = true;
      return true;
    }
    // A camera that was in the internet does not move inside by a change of its name.
    boolean allowed = !reachedInternet || (isCamera && cameraIsInside);
    cameraIsInside |= allowed && isCamera;
    return allowed;
  }
}
