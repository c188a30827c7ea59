package io.zoetrope.benchmarks.server;

import io.zoetrope.benchmarks.load.WindowListener;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** For one thread. Looks at a server twice, and reports what it did between. */
public final class QuietWatch implements WindowListener, AutoCloseable {
  private static final String CAPTURING = "capture-";
  private static final ServerApi.CameraStates UNKNOWN = new ServerApi.CameraStates(List.of(), 0);

  private final RunningServer server;
  private final ServerMeter meter;
  private ServerApi.CameraStates before = UNKNOWN;
  private ServerApi.CameraStates after = UNKNOWN;
  private long childProcesses;
  private int captureThreads;
  private @Nullable IOException failure;

  /**
   * How quiet a server was for a while. Threads, child processes and states are those at its end.
   *
   * @param frames how many were shown to viewers meanwhile
   */
  public record Quiet(
      String when,
      ServerUse use,
      long childProcesses,
      int captureThreads,
      List<String> states,
      long frames) {

    public double corePercent() {
      return use.coreShare() * 100;
    }
  }

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
    captureThreads = ProcFiles.HERE.threadsNamed(server.pid(), CAPTURING);
    childProcesses =
        ProcessHandle.of(server.pid()).map(handle -> handle.descendants().count()).orElse(0L);
    after = states();
  }

  public Quiet quiet(String when) throws IOException {
    if (failure != null) {
      throw failure;
    }
    long frames = after.frames() - before.frames();
    return new Quiet(when, meter.use(), childProcesses, captureThreads, after.states(), frames);
  }

  private ServerApi.CameraStates states() {
    try {
      return ServerApi.of(server).cameras();
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
