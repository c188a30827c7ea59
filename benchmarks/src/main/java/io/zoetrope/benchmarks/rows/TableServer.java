package io.zoetrope.benchmarks.rows;

import io.zoetrope.benchmarks.server.PeakMemory;
import io.zoetrope.benchmarks.server.RunningServer;
import io.zoetrope.benchmarks.server.ServerMeter;
import io.zoetrope.benchmarks.server.ServerUse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;

/** For one thread. A server with tables to read, and what reading them costs it. */
public final class TableServer implements AutoCloseable {
  private final String name;
  private final RunningServer server;
  private final PeakMemory memory;
  private final long idleBytes;

  /** Reads what it is to read. */
  interface Reading {
    void of(TableReader reader) throws IOException;
  }

  public TableServer(String name, RunningServer server) throws IOException {
    this.name = name;
    this.server = server;
    this.memory = new PeakMemory(server.pid());
    this.idleBytes = memory.residentBytes();
  }

  public String name() {
    return name;
  }

  public long pid() {
    return server.pid();
  }

  /** What it had resident before the first table was asked for. */
  public long idleBytes() {
    return idleBytes;
  }

  URI resolve(String path) {
    return server.stream().resolve(path);
  }

  RowRun measure(String path, TableForm form, TableReader.Pace pace, Reading reading)
      throws IOException {
    try (ServerMeter meter = new ServerMeter(server.pid())) {
      memory.reset();
      long thread = ownCpuNanos();
      meter.opened();
      try (TableReader reader = new TableReader(resolve(path), form, pace)) {
        reading.of(reader);
        meter.closed();
        ServerUse use = meter.use();
        return new RowRun(
            name,
            form,
            reader.rows(),
            reader.bytes(),
            use.seconds(),
            use.cpuSeconds(),
            reader.firstRowMillis(),
            (ownCpuNanos() - thread) / 1e9 / use.seconds(),
            memory.bytes(),
            null);
      } catch (IOException e) {
        return RowRun.failed(name, form, String.valueOf(e.getMessage()));
      }
    }
  }

  private static long ownCpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
