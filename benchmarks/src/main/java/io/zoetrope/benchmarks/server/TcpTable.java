package io.zoetrope.benchmarks.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** For any thread. What Linux tells of all connections, as in {@code /proc/net/tcp}. */
final class TcpTable {
  private static final String ESTABLISHED = "01";

  private TcpTable() {}

  /** One end of a connection, and the bytes that wait there to be acknowledged and to be read. */
  record End(int port, int peerPort, long queued, long unread) {}

  static Stream<End> read(Path file) throws IOException {
    return Files.exists(file) ? parse(Files.readString(file)) : Stream.empty();
  }

  static Stream<End> parse(String text) {
    return text.lines().skip(1).map(TcpTable::end).flatMap(Optional::stream);
  }

  private static Optional<End> end(String line) {
    String[] fields = line.trim().split("\\s+", 6);
    if (fields.length < 6 || !fields[3].equals(ESTABLISHED)) {
      return Optional.empty();
    }
    return Optional.of(
        new End(
            (int) afterColon(fields[1]),
            (int) afterColon(fields[2]),
            Long.parseLong(fields[4].substring(0, fields[4].indexOf(':')), 16),
            afterColon(fields[4])));
  }

  private static long afterColon(String field) {
    return Long.parseLong(field.substring(field.indexOf(':') + 1), 16);
  }
}
