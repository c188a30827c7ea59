package io.zoetrope.web.mjpeg;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The two forms of a part, see {@link MultipartFrame}. Any thread. */
enum PartForm {
  /** Each part has its length and time of capture. */
  MEASURED,

  /**
   * Each picture is followed at once by the headers of the next part, for a browser to paint it.
   */
  HEADER_AHEAD;

  /** Where a browser itself shows what it gets; a script's {@code fetch} has {@code empty}. */
  private static final Set<String> SHOWN =
      Set.of("image", "document", "iframe", "frame", "embed", "object");

  /**
   * The form that fits the client.
   *
   * <p>Browsers say what they want a picture for (Fetch Metadata), but only where the address is
   * https or this machine (W3C Fetch Metadata, section 2: potentially trustworthy URLs). Elsewhere
   * what they accept decides: only browsers prefer images or pages to everything else.
   */
  static PartForm wantedBy(HttpServerRequest request) {
    String destination = request.getHeader("Sec-Fetch-Dest");
    boolean shown =
        destination == null
            ? prefersToShow(request.getHeader(HttpHeaders.ACCEPT))
            : SHOWN.contains(destination);
    return shown ? HEADER_AHEAD : MEASURED;
  }

  private static boolean prefersToShow(@Nullable String accepted) {
    // A program that takes nothing but JPEG is not a browser: those always name several kinds.
    return accepted != null
        && accepted.contains(",")
        && (accepted.startsWith("image/") || accepted.startsWith("text/html"));
  }
}
