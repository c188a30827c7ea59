package io.zoetrope.drivers.rtsp;

import io.zoetrope.core.source.LoginRefusedException;
import io.zoetrope.core.source.SourceEndedException;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/** Says in a sentence for people what went wrong on the way to a camera. */
final class RtspFailure {
  private RtspFailure() {}

  /** The request was refused with this status. */
  static IOException ofStatus(int status, boolean hasLogin) {
    String sentence = sentence(status, hasLogin);
    return status == 401 || status == 403
        ? new LoginRefusedException(sentence)
        : new IOException(sentence);
  }

  private static String sentence(int status, boolean hasLogin) {
    return switch (status) {
      case 401 ->
          hasLogin
              ? "the camera refuses the login (401): check user and password in its URI"
              : "the camera wants a login (401): write it as in rtsp://user:password@host/path";
      case 403 -> "the camera forbids this login to watch (403)";
      case 404, 410 ->
          "the camera has no such stream (%d): check the path in its URI".formatted(status);
      case 453, 503 ->
          "the camera cannot serve us now (%d): too many viewers, perhaps".formatted(status);
      case 454 -> "the camera has ended our session (454)";
      case 461 ->
          "the camera does not send its stream this way (461): try #transport=udp or #transport=tcp behind its URI";
      default ->
          status >= 500
              ? "the camera answers that it has a fault of its own (%d)".formatted(status)
              : "the camera refuses with status %d: check the path in its URI, or try #client=ffmpeg behind it"
                  .formatted(status);
    };
  }

  /** The same failure, as a sentence; those that are one already stay as they are. */
  static IOException explained(IOException e) {
    return switch (e) {
      case UnknownHostException _ -> because("the camera's host name is not known", e);
      case NoRouteToHostException _ ->
          because("the camera's address cannot be reached (no route to host)", e);
      case SocketTimeoutException _ ->
          because("the camera does not answer (connection timed out)", e);
      case ConnectException _ -> because(ofConnect(String.valueOf(e.getMessage())), e);
      case EOFException _ -> new SourceEndedException(String.valueOf(e.getMessage()));
      case SSLException _ -> because(ofTls(String.valueOf(e.getMessage())), e);
      case SocketException _ -> because(ofSocket(String.valueOf(e.getMessage())), e);
      default -> e.getMessage() == null ? because("the connection failed", e) : e;
    };
  }

  private static IOException because(String sentence, IOException cause) {
    return new IOException(sentence, cause);
  }

  private static String ofConnect(String reason) {
    return reason.contains("timed out")
        ? "the camera does not answer (connection timed out)"
        : reason.contains("unreachable")
            ? "the camera's network cannot be reached"
            : "nothing listens at that address (connection refused): is the camera on, and is the port right?";
  }

  private static String ofSocket(String reason) {
    return reason.contains("unreachable")
        ? "the camera's network cannot be reached"
        : "the camera has cut the connection";
  }

  private static String ofTls(String reason) {
    if (reason.contains("PKIX") || reason.contains("unable to find valid certification path")) {
      return "the camera's certificate is of no authority in the file that #ca= names";
    }
    if (reason.contains("No subject alternative") || reason.contains("No name matching")) {
      return "the camera's certificate is for another host name: use that name, or leave out #ca=";
    }
    return reason.contains("Unsupported or unrecognized SSL message")
        ? "what answers there does not speak TLS: is the port right, or is it rtsp: instead of rtsps:?"
        : "the camera does not agree on TLS with us; if its TLS is old, try #client=ffmpeg behind its URI";
  }
}
