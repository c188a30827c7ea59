package io.zoetrope.app.config;

import io.zoetrope.automation.webhook.Webhook;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The keys of webhooks. */
final class WebhookKeys {
  private static final List<String> EVENT_TYPES =
      List.of("camera.trouble", "task.ended", "camera", "viewers", "task");

  private static final Key<URI> URL =
      Key.required("url", Reader.HTTP_URL)
          .help("Where events are posted to, http: or https:: see webhooks.")
          .asSecret();

  private static final Key<String> SECRET =
      Key.optional(
              "secret",
              new Reader<>("", value -> Webhook.checkedSecret(value.text())),
              "not signed")
          .help("Signs what is posted: any text, or whsec_ and a key in Base64.")
          .asSecret();

  private static final Key<Set<String>> EVENTS =
      Key.optional(
              "events",
              new Reader<>(
                  "one or more of " + String.join(", ", EVENT_TYPES), WebhookKeys::eventTypes),
              "[camera.trouble, task.ended]")
          .help("A list of the kinds of event: camera.trouble, task.ended, camera, viewers, task.");

  static final Section ALL = Section.each("webhooks", "NAME", URL, SECRET, EVENTS);

  private WebhookKeys() {}

  static Optional<Webhook> read(Settings webhook) {
    Optional<URI> url = webhook.require(URL, "the webhook has no url");
    Optional<String> secret = webhook.find(SECRET);
    Set<String> events = webhook.find(EVENTS).orElse(Set.of("camera.trouble", "task.ended"));
    return url.map(address -> new Webhook(webhook.name(), address, secret, events));
  }

  private static Set<String> eventTypes(Value value) {
    Set<String> types = Set.copyOf(value.texts());
    if (types.isEmpty() || !EVENT_TYPES.containsAll(types)) {
      throw new IllegalArgumentException();
    }
    return types;
  }
}
