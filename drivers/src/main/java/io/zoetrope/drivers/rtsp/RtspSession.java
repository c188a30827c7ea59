package io.zoetrope.drivers.rtsp;

import io.zoetrope.core.secret.Secrets;
import io.zoetrope.drivers.rtsp.RtspAddress.Transport;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Describes, sets up and plays the streams of a camera. Used by one thread. */
final class RtspSession {
  private static final int MOST_REDIRECTS = 5;
  private static final int USUAL_TIMEOUT_SECONDS = 60;
  private static final int UNSUPPORTED_TRANSPORT = 461;
  private static final Pattern SESSION =
      Pattern.compile("([^;\\s]+)(?:.*;\\s*timeout\\s*=\\s*(\\d{1,6}))?.*");
  private static final Pattern INTERLEAVED =
      Pattern.compile("(?i).*interleaved=(\\d{1,3})(?:-(\\d{1,3}))?.*");

  private static final Pattern SERVER_PORTS =
      Pattern.compile("(?i).*server_port=(\\d{1,5})(?:-(\\d{1,5}))?.*");

  private final RtspConversation conversation;
  private RtspAddress address;
  private String base = "";
  private String aggregate = "";
  private int timeoutSeconds = USUAL_TIMEOUT_SECONDS;
  private boolean knowsGetParameter;

  RtspSession(RtspAddress address, RtspConversation conversation) {
    this.address = address;
    this.conversation = conversation;
  }

  /** Where the packets of a stream come from: channels within the connection, or ports. */
  record Channels(int data, int control) {}

  /** Asks the camera which streams it has. */
  SessionDescription describe() throws IOException {
    RtspMessage options = conversation.ask("OPTIONS", address.url());
    knowsGetParameter = String.join(",", options.all("public")).contains("GET_PARAMETER");
    RtspMessage response = conversation.ask("DESCRIBE", address.url(), "Accept: application/sdp");
    for (int n = 0; response.status().orElse(0) / 100 == 3; n++) {
      follow(response, n);
      response = conversation.ask("DESCRIBE", address.url(), "Accept: application/sdp");
    }
    conversation.demand(response);
    SessionDescription description = SessionDescription.parse(response.body());
    if (description.media().isEmpty()) {
      throw new IOException("the camera describes no stream: check the path in its URI");
    }
    base =
        Stream.concat(
                response.all("content-base").stream(), response.all("content-location").stream())
            .filter(named -> !named.isEmpty())
            .findFirst()
            .map(address::here)
            .orElse(address.url());
    aggregate = resolved(description.control());
    return description;
  }

  private void follow(RtspMessage response, int before) throws IOException {
    int status = response.status().orElse(0);
    String location = response.field("location").orElse("");
    if (location.isEmpty() || before == MOST_REDIRECTS) {
      throw new IOException(
          "the camera sends us elsewhere, but not to a place that we can go to (%d)"
              .formatted(status));
    }
    if (!address.isHere(location)) {
      throw new IOException(
          "the camera sends us to another address (%d): if that is right, use %s instead"
              .formatted(status, Secrets.maskAddress(location)));
    }
    address = address.at(location);
  }

  /** Asks for a stream to be sent this way; empty if the camera does not. */
  Optional<Channels> setUp(MediaDescription media, Transport transport, Channels asked)
      throws IOException {
    boolean tcp = transport == Transport.TCP;
    String wanted =
        "Transport: %s;unicast;%s=%d-%d"
            .formatted(
                tcp ? "RTP/AVP/TCP" : "RTP/AVP",
                tcp ? "interleaved" : "client_port",
                asked.data(),
                asked.control());
    RtspMessage response = conversation.ask("SETUP", resolved(media.control()), wanted);
    if (response.status().orElse(0) == UNSUPPORTED_TRANSPORT) {
      return Optional.empty();
    }
    conversation.demand(response);
    begin(response);
    Matcher given =
        (tcp ? INTERLEAVED : SERVER_PORTS).matcher(response.field("transport").orElse(""));
    if (!given.matches()) {
      return Optional.of(tcp ? asked : new Channels(0, 0));
    }
    int data = Integer.parseInt(given.group(1));
    return Optional.of(
        new Channels(data, given.group(2) == null ? data + 1 : Integer.parseInt(given.group(2))));
  }

  private void begin(RtspMessage response) {
    Matcher session = SESSION.matcher(response.field("session").orElse(""));
    if (session.matches()) {
      conversation.session(session.group(1));
      timeoutSeconds =
          session.group(2) == null ? timeoutSeconds : Integer.parseInt(session.group(2));
    }
  }

  void play() throws IOException {
    conversation.demand("PLAY", aggregate, "Range: npt=0.000-");
  }

  /** How often the camera must hear from us to go on. */
  int keepAliveSeconds() {
    return Math.max(1, timeoutSeconds / 2);
  }

  void keepAlive() throws IOException {
    conversation.send(knowsGetParameter ? "GET_PARAMETER" : "OPTIONS", aggregate);
  }

  /** Any thread. */
  void tearDown() throws IOException {
    conversation.send("TEARDOWN", aggregate);
  }

  /** As cameras and most clients understand it: what is relative follows all of the base. */
  private String resolved(String control) {
    if (control.isEmpty() || control.equals("*")) {
      return base;
    }
    if (control.matches("(?i)rtsps?://.*")) {
      return address.here(control);
    }
    boolean parted = base.endsWith("/") || control.startsWith("/") || control.startsWith("?");
    String rest = base.endsWith("/") && control.startsWith("/") ? control.substring(1) : control;
    return base + (parted ? "" : "/") + rest;
  }
}
