package io.zoetrope.drivers.http;

import io.zoetrope.core.secret.Secrets;
import io.zoetrope.core.source.LoginRefusedException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.RedirectException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;

/** Says in a sentence for people what went wrong on the way to a camera. */
final class HttpFailure {

  private static final Pattern OLD_TLS =
      Pattern.compile(
          "handshake_failure|protocol_version|protocol version|SSLv3|TLSv1(\\.1)?\\b|insufficient_security"
              + "|algorithm constraints|No appropriate protocol|DH key too small");

  private HttpFailure() {}

  static IOException ofStatus(int status, String sentence) {
    return status == 401 || status == 403
        ? new LoginRefusedException(sentence)
        : new IOException(sentence);
  }

  static String sentence(int status, boolean hasLogin) {
    return switch (status) {
      case 401 ->
          hasLogin
              ? "the camera refuses the login (401): check user and password in its URI"
              : "the camera wants a login (401): write it as in http://user:password@host/path";
      case 403 -> "the camera forbids this login to watch (403)";
      case 404, 410 ->
          "the camera has no such stream (%d): check the path in its URI".formatted(status);
      case 301, 302, 303, 307, 308 ->
          "the camera sends us elsewhere, but not to a place that we can go to (%d)"
              .formatted(status);
      case 503 -> "the camera cannot serve us now (503): too many viewers, perhaps";
      default ->
          status >= 500
              ? "the camera answers that it has a fault of its own (%d)".formatted(status)
              : "the camera refuses with status " + status;
    };
  }

  static boolean isAllowed(String from, String to) {
    return to.equalsIgnoreCase("https")
        || (to.equalsIgnoreCase("http") && !from.equalsIgnoreCase("https"));
  }

  static Optional<String> forbiddenRedirect(URI from, URI to, int status) {
    String scheme = String.valueOf(to.getScheme());
    if (isAllowed(String.valueOf(from.getScheme()), scheme)) {
      return Optional.empty();
    }
    return Optional.of(
        scheme.equalsIgnoreCase("http")
            ? "the camera sends us from https to http, where passwords can be read (%d)"
                .formatted(status)
            : "the camera sends us to an address that is neither http nor https (%d)"
                .formatted(status));
  }

  static String ofException(IOException e, Secrets secrets) {
    return switch (e) {
      case AddressGuard.LeadsInsideException inside -> String.valueOf(inside.getMessage());
      case UnknownHostException _ -> "the camera's host name is not known";
      case ConnectTimeoutException _ -> "the camera does not answer (connection timed out)";
      case NoRouteToHostException _ -> "the camera's address cannot be reached (no route to host)";
      case ConnectException _ ->
          "nothing listens at that address (connection refused): is the camera on, and is the port right?";
      case SocketTimeoutException _ -> "the camera has fallen silent (timed out)";
      case SSLException _ -> ofCertificate(e, secrets);
      case ClientProtocolException _ -> ofProtocol(e, secrets);
      case NoHttpResponseException _ -> "the camera has cut the connection without an answer";
      case MessageConstraintException _ -> "the camera's answer has a header without end";
      case ConnectionClosedException _ -> "the camera has cut the connection";
      case SocketException _ -> "the camera has cut the connection";
      default -> e.getMessage() == null ? "the connection failed" : e.getMessage();
    };
  }

  private static String ofProtocol(IOException e, Secrets secrets) {
    if (String.valueOf(e.getMessage()).startsWith("Redirect URI does not specify")) {
      return "the camera sends us to an address that is neither http nor https";
    }
    return e.getCause() instanceof RedirectException
        ? "the camera sends us elsewhere again and again, or in a circle"
        : "what answers there does not speak HTTP as it should: "
            + secrets.hideIn(String.valueOf(e.getMessage()));
  }

  private static String ofCertificate(IOException e, Secrets secrets) {
    String reason = String.valueOf(e.getMessage());
    if (reason.contains("PKIX") || reason.contains("unable to find valid certification path")) {
      return "the camera's certificate is of no authority known here: name its file with #ca=FILE behind the URI, or take any with #verify=false";
    }
    if (reason.contains("doesn't match")
        || reason.contains("No subject alternative")
        || reason.contains("No name matching")) {
      return "the camera's certificate is for another host name: use that name, or take any certificate with #verify=false";
    }
    if (OLD_TLS.matcher(reason).find()) {
      return "the camera speaks only TLS of a kind that is no longer safe (%s): update its firmware, or accept that with #tls=old behind the URI"
          .formatted(reason);
    }
    if (reason.contains("plaintext")
        || reason.contains("Unsupported or unrecognized SSL message")) {
      return "the camera does not speak TLS there: try http: instead of https:";
    }
    return "no safe connection to the camera: " + secrets.hideIn(reason);
  }
}
