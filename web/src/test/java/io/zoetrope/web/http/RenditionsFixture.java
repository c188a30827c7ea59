package io.zoetrope.web.http;

import io.zoetrope.web.fixture.ServerPair;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;

/** What the tests of RenditionsIT and RenditionRefusalsIT share. */
abstract class RenditionsFixture {
  @AutoClose ServerPair pair;

  @BeforeEach
  void start() throws Exception {
    pair = ServerPair.serving("door", "bench");
  }
}
