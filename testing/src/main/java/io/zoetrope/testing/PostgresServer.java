package io.zoetrope.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A real PostgreSQL server on a free port of this machine, in a folder of its own. It does not run
 * as root: then the tests' user starts it as {@code postgres}. One thread.
 */
public final class PostgresServer implements AutoCloseable {
  private static final String USER = "tester";
  private static final String PASSWORD = "not:for@people/";
  private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

  private final Path programs = programs();
  private final Path folder;
  private final Path data;
  private final List<String> options;
  private final int port = freePort();
  private Process process;
  private int databases;

  private PostgresServer(List<String> options) throws IOException {
    this.options = options;
    // Not a folder of JUnit's, into which another user may not look.
    folder = Files.createTempDirectory("zoetrope-postgres");
    data = folder.resolve("data");
    Path password = folder.resolve("password");
    Files.writeString(password, PASSWORD + "\n");
    if (ROOT) {
      var postgres =
          folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("postgres");
      Files.setOwner(folder, postgres);
      Files.setOwner(password, postgres);
    }
    run(
        "initdb",
        List.of("--no-sync", "-A", "scram-sha-256", "-U", USER, "--pwfile=" + password)
            .toArray(String[]::new));
    process = launch();
  }

  /**
   * Starts one that never waits for the disk: only what a killed machine would lose is not kept.
   */
  public static PostgresServer start() throws IOException {
    return new PostgresServer(List.of("-c", "fsync=off", "-c", "full_page_writes=off"));
  }

  /** Starts one as it is in earnest. */
  public static PostgresServer startDurable() throws IOException {
    return new PostgresServer(List.of());
  }

  private static Path programs() {
    try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
          .max(Comparator.comparing(Path::toString))
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "PostgreSQL is not in /usr/lib/postgresql. On Debian: sudo apt install postgresql", e);
    }
  }

  private static int freePort() {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Process launch() throws IOException {
    List<String> arguments = new ArrayList<>(List.of("-p", "" + port));
    arguments.addAll(List.of("-c", "listen_addresses=127.0.0.1"));
    arguments.addAll(List.of("-c", "unix_socket_directories=" + folder));
    arguments.addAll(options);
    Process started = program("postgres", arguments.toArray(String[]::new));
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> !started.isAlive() || answers());
    if (!started.isAlive()) {
      throw new IOException("PostgreSQL does not start:\n" + said());
    }
    return started;
  }

  private boolean answers() throws IOException {
    return ended(program("pg_isready", "-h", "127.0.0.1", "-p", "" + port)) == 0;
  }

  /** As another user the process is what was asked for, with no shell or session around it. */
  private Process program(String name, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    if (ROOT) {
      command.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
    }
    command.add(programs.resolve(name).toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()));
    builder.environment().put("PGDATA", data.toString());
    builder.environment().put("PGPASSWORD", PASSWORD);
    builder.environment().put("LC_ALL", "C.UTF-8");
    return builder.start();
  }

  private void run(String name, String... arguments) throws IOException {
    if (ended(program(name, arguments)) != 0) {
      throw new IOException(name + " failed:\n" + said());
    }
  }

  private static int ended(Process process) throws IOException {
    try {
      if (!process.waitFor(1, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IOException("It does not end: " + process.info());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private String said() throws IOException {
    return Files.readString(folder.resolve("log"));
  }

  /** Makes an empty database. Returns its address, with the login of a user who owns it. */
  public String newDatabase() throws IOException {
    String name = "test" + ++databases;
    sql("postgres", "CREATE DATABASE " + name);
    return address(name);
  }

  /** The address of a database that need not be there. */
  public String address(String database) {
    return "jdbc:postgresql://%s:%s@127.0.0.1:%d/%s"
        .formatted(USER, "not%3Afor%40people%2F", port, database);
  }

  /** What must never be shown to people. */
  public String password() {
    return PASSWORD;
  }

  public void sql(String database, String statement) throws IOException {
    run(
        "psql",
        "-qX",
        "-v",
        "ON_ERROR_STOP=1",
        "-h",
        folder.toString(),
        "-p",
        "" + port,
        "-U",
        USER,
        "-d",
        database,
        "-c",
        statement);
  }

  /** Ends all of its processes with kill -9. */
  public void kill() throws IOException {
    List<ProcessHandle> all =
        Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    ended(process);
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(10))
        .until(() -> all.stream().allMatch(ChildProcesses::isGone));
  }

  /** Starts it again where it was. */
  public void restart() throws IOException {
    process = launch();
  }

  @Override
  public void close() throws IOException {
    if (process.isAlive()) {
      kill();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
