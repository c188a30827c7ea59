package io.zoetrope.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.zoetrope.automation.webhook.Webhook;
import io.zoetrope.tasks.Priority;
import io.zoetrope.tasks.TaskOptions;
import io.zoetrope.tasks.TaskRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.JsonNodeFactory;

final class ConfiguredTasksTest {
  @TempDir private Path folder;

  @Test
  void readsTheSettingsOfTasks() throws IOException {
    Config config =
        read(
            """
            data: /var/lib/zoetrope
            redis: redis://:${PASSWORD}@192.0.2.9:6379/2
            tasks: {slots: 0, capacity: 50}
            results: {keep: 7d, size: 500MB}
            """);
    assertThat(config.data().path()).isEqualTo(Path.of("/var/lib/zoetrope"));
    assertThat(config.redis())
        .contains(new RedisConfig("redis://:s3cret@192.0.2.9:6379/2", "zoetrope:"));
    assertThat(config.tasks().slots()).isZero();
    assertThat(config.tasks().capacity()).isEqualTo(50);
    assertThat(config.results()).isEqualTo(new ResultsConfig(Duration.ofDays(7), 500_000_000));
  }

  @Test
  void aRedisCanHaveAPrefix() throws IOException {
    assertThat(read("redis: {uri: 'rediss://[::1]:6380', prefix: 'lab:'}").redis())
        .contains(new RedisConfig("rediss://[::1]:6380", "lab:"));
    assertThat(read("redis:").redis()).isEmpty();
  }

  @Test
  void aScheduleHasTheCompleteTask() throws IOException {
    ScheduleConfig dawn =
        read("""
        schedules:
          dawn:
            cron: '0 6 * * *'
            task: clip
            payload: {camera: '${CAMERA}', seconds: 30, format: h264, deep: [1.5, true, null]}
            options: {priority: high, attempts: 5, keep: 1d}
        """)
            .schedules()
            .getFirst();
    JsonNodeFactory json = JsonNodeFactory.instance;
    assertThat(dawn.schedule().name()).isEqualTo("dawn");
    assertThat(dawn.schedule().times()).hasToString("0 6 * * *");
    assertThat(dawn.schedule().task())
        .isEqualTo(
            new TaskRequest(
                "clip",
                json.objectNode()
                    .put("camera", "door")
                    .put("seconds", 30L)
                    .put("format", "h264")
                    .set("deep", json.arrayNode().add(1.5).add(true).addNull()),
                TaskOptions.STANDARD
                    .withPriority(Priority.HIGH)
                    .withAttempts(5)
                    .withKeep(Duration.ofDays(1))));
    assertThat(dawn.place())
        .contains(
            new Place(
                folder.resolve("zoetrope.yaml").toString(),
                5,
                new HiddenValues(Map.of("CAMERA", "door"))));
  }

  @Test
  void webhooksHaveAUrlASecretAndEvents() throws IOException {
    Config config =
        read(
            """
            webhooks:
              house: {url: 'https://192.0.2.4/hook', secret: '${PASSWORD}', events: [viewers]}
              log: {url: 'http://192.0.2.4/log'}
            """);
    assertThat(config.webhooks())
        .containsExactly(
            new Webhook(
                "house",
                URI.create("https://192.0.2.4/hook"),
                Optional.of("s3cret"),
                Set.of("viewers")),
            new Webhook(
                "log",
                URI.create("http://192.0.2.4/log"),
                Optional.empty(),
                Set.of("camera.trouble", "task.ended")));
    assertThat(config.toString()).doesNotContain("s3cret");
  }

  @Test
  void hostNamesMayContainUnderscores() throws IOException {
    Config config =
        read(
            """
            redis: redis://:s3cret@my_redis:6379
            webhooks: {home: {url: 'http://home_assistant:8123/api/webhook/x'}}
            """);
    assertThat(config.redis())
        .contains(new RedisConfig("redis://:s3cret@my_redis:6379", "zoetrope:"));
    assertThat(config.webhooks())
        .extracting(Webhook::url)
        .containsExactly(URI.create("http://home_assistant:8123/api/webhook/x"));
  }

  @Test
  void errorsShowNoPassword() {
    assertThatExceptionOfType(BadConfigException.class)
        .isThrownBy(() -> read("redis: 'redis://:s3cret@a b'"))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("s3cret"));
    assertThat(new RedisConfig("redis://:s3cret@h:6379", "zoetrope:").toString())
        .isEqualTo("redis://***@h:6379 zoetrope:");
  }

  private Config read(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("zoetrope.yaml"), yaml);
    return ConfigFile.read(
            Optional.of(file), Map.of("PASSWORD", "s3cret", "CAMERA", "door"), Map.of())
        .orThrow();
  }
}
