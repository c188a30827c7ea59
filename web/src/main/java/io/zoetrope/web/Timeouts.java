package io.zoetrope.web;

import java.time.Duration;

/**
 * How long the server waits for those who connect.
 *
 * @param firstRequest from connecting to the end of the first request's head
 * @param answer from a request's head to the head of its answer, unless a body is still coming
 * @param nextRequest from an answer to the end of the next request's head; by then the client must
 *     also have taken the answer
 * @param snapshot for a picture that is new enough
 * @param stalledViewer until a viewer that takes nothing of its frame is let go
 * @param silentPublisher until a publisher that sends nothing is let go
 * @param heartbeat until a client of events, when there are none, hears that all is well
 */
public record Timeouts(
    Duration firstRequest,
    Duration answer,
    Duration nextRequest,
    Duration snapshot,
    Duration stalledViewer,
    Duration silentPublisher,
    Duration heartbeat) {

  /**
   * For a snapshot longer than a camera may take to its first picture, so that its own failure is
   * told first.
   */
  public static final Timeouts STANDARD =
      new Timeouts(
          Duration.ofSeconds(15),
          Duration.ofMinutes(2),
          Duration.ofSeconds(75),
          Duration.ofSeconds(20),
          Duration.ofMinutes(3),
          Duration.ofSeconds(15),
          Duration.ofSeconds(15));

  public Timeouts withFirstRequest(Duration changed) {
    return new Timeouts(
        changed, answer, nextRequest, snapshot, stalledViewer, silentPublisher, heartbeat);
  }

  public Timeouts withAnswer(Duration changed) {
    return new Timeouts(
        firstRequest, changed, nextRequest, snapshot, stalledViewer, silentPublisher, heartbeat);
  }

  public Timeouts withNextRequest(Duration changed) {
    return new Timeouts(
        firstRequest, answer, changed, snapshot, stalledViewer, silentPublisher, heartbeat);
  }

  public Timeouts withSnapshot(Duration changed) {
    return new Timeouts(
        firstRequest, answer, nextRequest, changed, stalledViewer, silentPublisher, heartbeat);
  }

  public Timeouts withStalledViewer(Duration changed) {
    return new Timeouts(
        firstRequest, answer, nextRequest, snapshot, changed, silentPublisher, heartbeat);
  }

  public Timeouts withSilentPublisher(Duration changed) {
    return new Timeouts(
        firstRequest, answer, nextRequest, snapshot, stalledViewer, changed, heartbeat);
  }

  public Timeouts withHeartbeat(Duration changed) {
    return new Timeouts(
        firstRequest, answer, nextRequest, snapshot, stalledViewer, silentPublisher, changed);
  }
}
