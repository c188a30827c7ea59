package io.zoetrope.web.connection;

import java.time.Duration;

/**
 * How long the server waits for those who connect.
 *
 * @param firstRequest from connecting to the end of the first request's head
 * @param answer from a request's head to the head of its answer, unless a body is still coming
 * @param nextRequest from an answer to the end of the next request's head; by then the client must
 *     also have taken the answer
 * @param snapshot for a picture that is new enough. Longer than a camera may take to its first
 *     picture: its own failure is reported first
 * @param stalledViewer until a viewer that takes nothing of its frame is disconnected
 * @param silentPublisher until a publisher that sends nothing is disconnected
 * @param heartbeat until a client of events, when there are none, hears that all is well
 * @param silentClient until a client of a WebSocket of cameras, which answers no ping, is
 *     disconnected
 */
public record Timeouts(
    Duration firstRequest,
    Duration answer,
    Duration nextRequest,
    Duration snapshot,
    Duration stalledViewer,
    Duration silentPublisher,
    Duration heartbeat,
    Duration silentClient) {

  public static final Timeouts STANDARD =
      new Timeouts(
          Duration.ofSeconds(15),
          Duration.ofMinutes(2),
          Duration.ofSeconds(75),
          Duration.ofSeconds(20),
          Duration.ofMinutes(3),
          Duration.ofSeconds(15),
          Duration.ofSeconds(15),
          Duration.ofSeconds(15));

  public Timeouts withFirstRequest(Duration time) {
    return new Timeouts(
        time,
        answer,
        nextRequest,
        snapshot,
        stalledViewer,
        silentPublisher,
        heartbeat,
        silentClient);
  }

  public Timeouts withAnswer(Duration time) {
    return new Timeouts(
        firstRequest,
        time,
        nextRequest,
        snapshot,
        stalledViewer,
        silentPublisher,
        heartbeat,
        silentClient);
  }

  public Timeouts withNextRequest(Duration time) {
    return new Timeouts(
        firstRequest,
        answer,
        time,
        snapshot,
        stalledViewer,
        silentPublisher,
        heartbeat,
        silentClient);
  }

  public Timeouts withSnapshot(Duration time) {
    return new Timeouts(
        firstRequest,
        answer,
        nextRequest,
        time,
        stalledViewer,
        silentPublisher,
        heartbeat,
        silentClient);
  }

  public Timeouts withStalledViewer(Duration time) {
    return new Timeouts(
        firstRequest,
        answer,
        nextRequest,
        snapshot,
        time,
        silentPublisher,
        heartbeat,
        silentClient);
  }

  public Timeouts withSilentPublisher(Duration time) {
    return new Timeouts(
        firstRequest, answer, nextRequest, snapshot, stalledViewer, time, heartbeat, silentClient);
  }

  public Timeouts withHeartbeat(Duration time) {
    return new Timeouts(
        firstRequest,
        answer,
        nextRequest,
        snapshot,
        stalledViewer,
        silentPublisher,
        time,
        silentClient);
  }

  public Timeouts withSilentClient(Duration time) {
    return new Timeouts(
        firstRequest,
        answer,
        nextRequest,
        snapshot,
        stalledViewer,
        silentPublisher,
        heartbeat,
        time);
  }
}
