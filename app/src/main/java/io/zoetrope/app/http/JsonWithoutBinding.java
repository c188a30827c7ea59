package io.zoetrope.app.http;

import io.vertx.core.json.jackson.JacksonCodec;
import io.vertx.core.spi.JsonFactory;
import io.vertx.core.spi.json.JsonCodec;

/**
 * How Vert.x reads and writes JSON here: its own objects only. If left to itself it takes Jackson's
 * data binding as well, since that comes with Flyway: 530 more classes in each server, for nothing.
 * Vert.x finds it by its name in {@code META-INF/services}. Any thread may call it.
 */
public final class JsonWithoutBinding implements JsonFactory {
  @Override
  public int order() {
    return 0;
  }

  @Override
  public JsonCodec codec() {
    return new JacksonCodec();
  }
}
