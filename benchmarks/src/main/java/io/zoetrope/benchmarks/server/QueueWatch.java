package io.zoetrope.benchmarks.server;

import io.zoetrope.benchmarks.load.Spread;
import io.zoetrope.benchmarks.load.WindowListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * For one thread. Looks, when stalled viewers are about to read again, at what waits for them in
 * the kernel.
 */
public final class QueueWatch implements WindowListener {
  /**
   * The bytes that wait in the kernel for viewers that do not read: on the server's side of each
   * connection, and on theirs.
   */
  public record Queues(int connections, Spread queued, Spread unread) {}

  private final int serverPort;
  private Set<Integer> ports = Set.of();
  private @Nullable Queues queues;

  public QueueWatch(int serverPort) {
    this.serverPort = serverPort;
  }

  @Override
  public void stalling(Set<Integer> viewerPorts) {
    ports = viewerPorts;
  }

  @Override
  public void resuming() {
    try (Stream<TcpTable.End> old = TcpTable.read(Path.of("/proc/net/tcp"));
        Stream<TcpTable.End> mapped = TcpTable.read(Path.of("/proc/net/tcp6"))) {
      queues = of(Stream.concat(old, mapped).toList());
    } catch (IOException e) {
      queues = null;
    }
  }

  private Queues of(List<TcpTable.End> ends) {
    List<TcpTable.End> servers =
        ends.stream()
            .filter(end -> end.port() == serverPort && ports.contains(end.peerPort()))
            .toList();
    List<TcpTable.End> viewers =
        ends.stream()
            .filter(end -> end.peerPort() == serverPort && ports.contains(end.port()))
            .toList();
    return new Queues(
        servers.size(),
        spread(servers, TcpTable.End::queued),
        spread(viewers, TcpTable.End::unread));
  }

  private static Spread spread(List<TcpTable.End> ends, ToLongFunction<TcpTable.End> bytes) {
    return Spread.of(ends.stream().mapToDouble(bytes::applyAsLong).toArray());
  }

  /** Missing where nobody stalled or the kernel does not tell. */
  public Optional<Queues> queues() {
    return Optional.ofNullable(queues).filter(found -> found.connections() > 0);
  }
}
