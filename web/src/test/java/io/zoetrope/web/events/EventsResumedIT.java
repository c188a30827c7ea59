package io.zoetrope.web.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.web.events.EventClient.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that come back and name the event that they heard last. */
class EventsResumedIT extends EventsFixture {
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void resumesExactlyWhereItStopped(boolean byHeader) throws Exception {
    String last;
    try (EventClient client = EventClient.listening(pair, "/api/events")) {
      client.start();
      publish(0, 3);
      client.event();
      last = client.event().id();
    }
    publish(3, 6);

    try (EventClient again =
        byHeader
            ? EventClient.listening(pair, "/api/events", "Last-Event-ID: " + last)
            : EventClient.listening(pair, "/api/events?last_event_id=" + last)) {
      publish(6, 8);
      for (int n = 2; n < 8; n++) {
        assertThat(again.event().number()).isEqualTo(n);
      }
    }
  }

  @Test
  void aClientThatHadNoEventYetMissesNone() throws Exception {
    publish(0, 2);
    String start;
    try (EventClient client = EventClient.listening(pair, "/api/events")) {
      start = client.start();
    }
    publish(2, 3);

    try (EventClient again =
        EventClient.listening(pair, "/api/events", "Last-Event-ID: " + start)) {
      assertThat(again.event().number()).isEqualTo(2);
    }
  }

  @Test
  void reportsAGapWhenMissedEventsAreGone() throws Exception {
    publish(0, 1);
    String old = work.events().newest().toString();
    publish(1, KEPT + 5);

    try (EventClient client = EventClient.listening(pair, "/api/events", "Last-Event-ID: " + old)) {
      Event gap = client.event();
      assertThat(gap.name()).isEqualTo("gap");
      assertThat(gap.data()).isEqualTo("{\"type\":\"gap\"}");
      assertThat(gap.id()).isEmpty();
      for (int n = 5; n < KEPT + 5; n++) {
        assertThat(client.event().number()).isEqualTo(n);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "-1-0", "99999999999999-0"})
  void anUnknownIdIsAGap(String id) throws Exception {
    try (EventClient client = EventClient.listening(pair, "/api/events", "Last-Event-ID: " + id)) {
      assertThat(client.event().name()).isEqualTo("gap");
    }
  }
}
