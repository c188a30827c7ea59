package io.zoetrope.catalog.sql;

import io.zoetrope.catalog.fixture.PostgresServer;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresCatalogContractIT extends TableContract {
  private static PostgresServer server;

  @BeforeAll
  static void startServer() throws IOException {
    server = PostgresServer.start();
  }

  @AfterAll
  static void stopServer() throws IOException {
    server.close();
  }

  @Override
  DatabaseAddress newDatabase(String name) throws IOException {
    return DatabaseAddress.parse(server.newDatabase());
  }
}
