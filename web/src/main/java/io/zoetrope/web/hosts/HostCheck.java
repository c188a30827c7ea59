package io.zoetrope.web.hosts;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.zoetrope.web.http.RefusedException;
import io.zoetrope.web.http.Responses;
import java.util.List;
import java.util.Optional;

/**
 * Passes on requests that use one of this server's names. What a proxy's headers say does not
 * count: under a name of its own a page may set any header. Event loop only.
 */
public record HostCheck(AllowedHosts hosts, MachineNames machine, Handler<HttpServerRequest> next)
    implements Handler<HttpServerRequest> {

  @Override
  public void handle(HttpServerRequest request) {
    List<String> named = request.headers().getAll(HttpHeaders.HOST);
    if (named.size() > 1) {
      Responses.refuse(
          request,
          new RefusedException(
              400, "bad_request", "This request has more than one header named Host."));
      return;
    }
    // Every browser sends it, so a request without it does not come from a page.
    String host = named.isEmpty() ? "" : named.getFirst();
    String target = target(request.uri());
    if (!host.isEmpty() && !allows(host)) {
      refuse(request, host);
    } else if (!target.isEmpty() && !allows(target)) {
      refuse(request, target);
    } else {
      next.handle(request);
    }
  }

  private boolean allows(String authority) {
    Optional<HostName> host = HostName.ofAuthority(authority);
    return host.isPresent() && (hosts.allows(host.get()) || machine.contains(host.get()));
  }

  /** The host in an absolute address, which overrides the header; mostly empty. */
  private static String target(String uri) {
    int slashes = uri.indexOf("://");
    if (uri.startsWith("/") || slashes < 0) {
      return "";
    }
    String[] authority = uri.substring(slashes + 3).split("[/?#]", 2);
    return authority[0].isEmpty() ? "/" : authority[0];
  }

  private void refuse(HttpServerRequest request, String authority) {
    String sentence =
        HostName.ofAuthority(authority)
            .map(host ->
                "This server is not known as '%s'. If that is its name, %s; an IP address always works."
                    .formatted(host.text(), hosts.advice()))
            .orElse(
                "The Host header of this request is neither a name nor an address, such as cameras.example.org:8080; for a name, %s."
                    .formatted(hosts.advice()));
    Responses.refuse(request, new RefusedException(421, "unknown_host", sentence));
  }
}
