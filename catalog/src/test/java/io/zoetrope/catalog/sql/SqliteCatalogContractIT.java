package io.zoetrope.catalog.sql;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteCatalogContractIT extends TableContract {
  @TempDir Path folder;

  @Override
  DatabaseAddress newDatabase(String name) {
    return new DatabaseAddress.SqliteFile(folder.resolve("data").resolve(name + ".db"));
  }
}
