package io.zoetrope.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.app.Zoetrope;
import io.zoetrope.app.config.CameraConfig;
import io.zoetrope.app.config.CatalogConfig;
import io.zoetrope.app.config.Config;
import io.zoetrope.core.driver.CameraUri;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that goes along the way of a picture again and again, before its first real start. */
class WarmUpPicturesIT {
  @TempDir Path folder;

  @Test
  void everyPictureThatIsPublishedIsSeen() throws Exception {
    Config config =
        Config.STANDARD
            .withServer(Config.STANDARD.server().withPort(0))
            .withWork(Config.STANDARD.work().withData(folder.resolve("data")))
            .withCatalog(CatalogConfig.STANDARD.withDatabase(CatalogConfig.NONE))
            .withCameras(List.of(new CameraConfig("published", CameraUri.parse("push:"))));
    try (Zoetrope zoetrope = Zoetrope.start(config)) {
      WarmUpPictures pictures =
          new WarmUpPictures(zoetrope.port(), "published", WarmUpCommand.picture());
      assertThat(pictures.show(300)).isEqualTo(300);
    }
  }

  @Test
  void aServerThatShowsNothingIsNotWaitedForLong() throws Exception {
    Config config =
        Config.STANDARD
            .withServer(Config.STANDARD.server().withPort(0))
            .withWork(Config.STANDARD.work().withData(folder.resolve("data")))
            .withCatalog(CatalogConfig.STANDARD.withDatabase(CatalogConfig.NONE))
            .withCameras(List.of(new CameraConfig("other", CameraUri.parse("push:"))));
    try (Zoetrope zoetrope = Zoetrope.start(config)) {
      WarmUpPictures pictures =
          new WarmUpPictures(zoetrope.port(), "published", WarmUpCommand.picture());
      assertThat(pictures.show(300)).isLessThan(300);
    }
  }
}
