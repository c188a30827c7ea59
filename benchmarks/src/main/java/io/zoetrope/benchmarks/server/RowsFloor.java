package io.zoetrope.benchmarks.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The least that rows from a file of SQLite cost: a C program that sends their cells as they are.
 */
public record RowsFloor(Path program, Path logs) {

  public RunningServer start(Path catalog, String select, Cores cores) throws IOException {
    Path log = logs.resolve("floor-rows.log");
    Process process =
        ChildServer.start(
            cores.onServerCore(List.of(program.toString(), catalog.toString(), select)), log);
    return new ChildServer(process, Floor.listening(process, log));
  }
}
