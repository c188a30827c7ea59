package io.zoetrope.app.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.zoetrope.app.Served;
import io.zoetrope.core.fixture.HostileDriver.Place;
import io.zoetrope.core.fixture.Hostility;
import io.zoetrope.web.fixture.RawClient;
import io.zoetrope.web.fixture.StreamClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server with a plugin that is hostile wherever possible starts, serves and stops in time. */
@Timeout(180)
final class HostilePluginsIT {
  private static final Duration BOUNDED = Duration.ofSeconds(60);

  /**
   * One for each way to a plugin: HostileDriversIT has all of them, and each that hangs takes time.
   */
  private static final List<Place> PLACES =
      List.of(Place.SCHEMES, Place.CHECK, Place.OPEN, Place.READ, Place.CLOSE);

  private static final Set<String> OPEN = Set.of("live", "lingering");

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(names = {"THROWS_ERROR", "HANGS"})
  void aHostilePluginHarmsOnlyItsOwnCameras(Hostility.Kind kind) throws Exception {
    List<Place> places = PLACES;
    PluginJar.write(folder.resolve("hostile.jar"), source(kind, places), services(places));
    List<String> cameras = new ArrayList<>(List.of("good"));
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("plugins", folder.toString());
    settings.put("database", "none");
    settings.put("cameras.good", "test:?fps=15");
    for (Place place : places) {
      if (place != Place.SCHEMES) { // Nobody knows its scheme.
        String scheme = scheme(place);
        cameras.add(scheme);
        settings.put("cameras." + scheme, scheme + ":x");
      }
    }
    long begun = System.nanoTime();
    Served served = Served.of(settings);
    assertThat(since(begun)).as("the start").isLessThan(BOUNDED);
    try {
      List<RawClient> viewers = new ArrayList<>();
      for (String camera : cameras) {
        viewers.add(RawClient.connect(served.port()).get("/cameras/" + camera + "/stream.mjpg"));
      }
      try (StreamClient viewer = StreamClient.of(viewers.getFirst())) {
        for (int picture = 0; picture < 5; picture++) {
          assertThat(viewer.nextPart().picture()).isNotEmpty();
        }
      }
      // Waiting for hanging code would take until its time limit, which is seconds.
      begun = System.nanoTime();
      for (int request = 0; request < 30; request++) {
        JsonArray listed = list(served);
        assertThat(listed).hasSameSizeAs(cameras);
        assertThat(listed.stream().map(JsonObject.class::cast))
            .filteredOn(camera -> OPEN.contains(camera.getString("state")))
            .extracting(camera -> camera.getString("id"))
            .contains("good");
      }
      assertThat(since(begun)).as("30 lists of cameras").isLessThan(BOUNDED);
      for (RawClient viewer : viewers) {
        viewer.close();
      }
    } finally {
      begun = System.nanoTime();
      served.close();
      assertThat(since(begun)).as("the end").isLessThan(BOUNDED);
    }
  }

  private static JsonArray list(Served served) throws IOException {
    try (RawClient client = RawClient.connect(served.port())) {
      return client.get("/api/cameras").readAnswer().json().getJsonArray("cameras");
    }
  }

  private static String source(Hostility.Kind kind, List<Place> places) {
    String drivers =
        places.stream()
            .map(
                """
                  public static final class %1$s extends Driver {
                    public %1$s() { super(HostileDriver.Place.%1$s); }
                  }
                """
                    ::formatted)
            .collect(Collectors.joining());
    return """
    package other;
    import io.zoetrope.core.source.*;
    import io.zoetrope.core.fixture.*;
    public class Driver implements CameraDriver {
      private final HostileDriver hostile;
      Driver(HostileDriver.Place place) {
        hostile = new HostileDriver(place, new Hostility(Hostility.Kind.%s));
      }
      public java.util.Set<String> schemes() { return hostile.schemes(); }
      public boolean runsCommands() { return hostile.runsCommands(); }
      public void check(CameraUri uri, DriverContext context) { hostile.check(uri, context); }
      public FrameSource open(CameraUri uri, DriverContext context) throws java.io.IOException {
        return hostile.open(uri, context);
      }
      public ReturnWatch watchForReturn(CameraUri uri, DriverContext context, Runnable returned) {
        return hostile.watchForReturn(uri, context, returned);
      }
      public java.util.Optional<CameraControls> controls(CameraUri uri, DriverContext context) {
        return hostile.controls(uri, context);
      }
    %s
    }
    """
        .formatted(kind, drivers);
  }

  private static String services(List<Place> places) {
    return places.stream()
        .map(place -> PluginJar.CLASS + "$" + place)
        .collect(Collectors.joining("\n"));
  }

  private static String scheme(Place place) {
    return place.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }
}
