package io.zoetrope.app.config;

import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * Who is told what happens.
 *
 * @param url where to post it; it may hold a secret
 * @param secret what signs it; without one it is not signed
 * @param events of which kinds
 */
public record WebhookConfig(String name, URI url, Optional<String> secret, Set<EventType> events) {

  public WebhookConfig {
    Names.check("a webhook", name);
    if (events.isEmpty()) {
      throw new BadConfigException("expected events, one or more of " + EventType.LABELS);
    }
    events = Set.copyOf(events);
  }

  @Override
  public String toString() {
    return "%s %s %s".formatted(name, HttpUrls.server(url.toString()), events);
  }
}
