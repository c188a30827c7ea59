package io.zoetrope.benchmarks.server;

import io.zoetrope.benchmarks.load.WindowListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** For one thread. Looks at a server twice, and tells what it did between. */
public final class QuietWatch implements WindowListener, AutoCloseable {
  private static final String CAPTURING = "capture-";
  private static final CameraStates UNKNOWN = new CameraStates(List.of(), 0);

  private final ProcFiles files = new ProcFiles(Path.of("/proc"));
  private final RunningServer server;
  private final ServerMeter meter;
  private CameraStates before = UNKNOWN;
  private CameraStates after = UNKNOWN;
  private long childProcesses;
  private int captureThreads;
  private @Nullable IOException failure;

  public QuietWatch(RunningServer server) {
    this.server = server;
    this.meter = new ServerMeter(server.pid());
  }

  /** Asks the server before counting what it uses. */
  @Override
  public void opened() {
    before = states();
    meter.opened();
  }

  @Override
  public void closed() {
    meter.closed();
    captureThreads = files.threadsNamed(server.pid(), CAPTURING);
    childProcesses =
        ProcessHandle.of(server.pid()).map(handle -> handle.descendants().count()).orElse(0L);
    after = states();
  }

  public Quiet quiet(String when) throws IOException {
    if (failure != null) {
      throw failure;
    }
    return new Quiet(
        when,
        meter.use(),
        childProcesses,
        captureThreads,
        after.states(),
        after.pictures() - before.pictures());
  }

  private CameraStates states() {
    try {
      return CameraStates.of(server);
    } catch (IOException e) {
      failure = e;
      return UNKNOWN;
    }
  }

  @Override
  public void close() {
    meter.close();
  }
}
