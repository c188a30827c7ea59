package io.zoetrope.benchmarks;

import io.zoetrope.benchmarks.rows.FilledCatalog;
import io.zoetrope.benchmarks.rows.Leaving;
import io.zoetrope.benchmarks.rows.RowRounds;
import io.zoetrope.benchmarks.rows.RowRounds.Entry;
import io.zoetrope.benchmarks.rows.RowRun;
import io.zoetrope.benchmarks.rows.TableForm;
import io.zoetrope.benchmarks.rows.TableServer;
import io.zoetrope.benchmarks.server.FlaskRows;
import io.zoetrope.benchmarks.server.RowsFloor;
import io.zoetrope.benchmarks.server.RunningServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** For one thread. Starts all who have the table, reads it from them, and stops them. */
final class RowsBench {
  private static final int WARM_UP_ROWS = 500_000;

  private final RowsOptions options;
  private final Workbench bench;
  private final Path root;
  private final List<TableServer> servers = new ArrayList<>();
  private final List<Entry> entries = new ArrayList<>();

  RowsBench(RowsOptions options, Workbench bench, Path root) {
    this.options = options;
    this.bench = bench;
    this.root = root;
  }

  RowResults run() throws IOException, UsageException {
    if (!FlaskRows.installed()) {
      throw new UsageException(
          "the tutorial's program cannot run; on Debian: apt install python3-flask-sqlalchemy"
              + " gunicorn python3-gevent");
    }
    FilledCatalog catalog =
        FilledCatalog.of(Workbench.target(root).resolve("rows"), options.rows(), bench::tell);
    try {
      floor(catalog);
      TableServer zoetrope = zoetrope(catalog);
      rivals(catalog);
      List<RowRun> full = new RowRounds(options.rounds(), bench::tell).run(entries);
      List<Entry> own = entries(entry -> entry.server() == zoetrope);
      List<RowRun> slow = slow(own);
      return new RowResults(
          full,
          slow,
          leaving(zoetrope, own, catalog),
          zoetrope.idleBytes(),
          options.rows(),
          Math.min(options.rows(), options.rivalRows()));
    } finally {
      for (TableServer server : servers) {
        server.close();
      }
    }
  }

  private void floor(FilledCatalog catalog) throws IOException {
    Path program = Workbench.target(root).resolve("rows-floor");
    if (!Files.isExecutable(program)) {
      bench.remark("no floor was measured: it needs a C compiler and libsqlite3-dev");
      return;
    }
    TableServer server =
        add(
            RowResults.FLOOR,
            new RowsFloor(program, Workbench.results(root))
                .start(catalog.file(), FilledCatalog.SELECT, bench.cores()));
    // All of it, so that the file is in memory before anybody is measured.
    entries.add(new Entry(server, TableForm.BARE, "/", options.rows()));
  }

  private TableServer zoetrope(FilledCatalog catalog) throws IOException, UsageException {
    Path data = Files.createTempDirectory(Workbench.target(root), "rows-data-");
    TableServer server =
        add(
            RowResults.ZOETROPE,
            bench
                .zoetrope()
                .start(
                    List.of(bench.zoetrope().slideshow(1)),
                    List.of(
                        "--data", data.toString(), "--database", "jdbc:sqlite:" + catalog.file()),
                    bench.cores()));
    for (TableForm form :
        List.of(TableForm.HTML, TableForm.CSV, TableForm.NDJSON, TableForm.NDJSON_GZIP)) {
      entries.add(new Entry(server, form, "/api/events." + form.word(), WARM_UP_ROWS));
    }
    return server;
  }

  private void rivals(FilledCatalog catalog) throws IOException {
    Path programs = root.resolve("benchmarks/src/main/python");
    FlaskRows flask = new FlaskRows(programs, Workbench.results(root));
    String rows = "?rows=" + options.rivalRows();
    TableServer tutorial =
        add(RowResults.TUTORIAL, flask.start(catalog.environment(), bench.cores()));
    entries.add(new Entry(tutorial, TableForm.HTML, "/tutorial.html" + rows, 1000));
    TableServer quick = add(RowResults.QUICK, flask.start(catalog.environment(), bench.cores()));
    for (TableForm form : List.of(TableForm.HTML, TableForm.CSV, TableForm.NDJSON)) {
      entries.add(new Entry(quick, form, "/quick." + form.word() + rows, 1000));
    }
  }

  private TableServer add(String name, RunningServer running) throws IOException {
    TableServer server = new TableServer(name, running);
    servers.add(server);
    return server;
  }

  private List<Entry> entries(Predicate<Entry> which) {
    return entries.stream().filter(which).toList();
  }

  private List<RowRun> slow(List<Entry> own) throws IOException {
    List<RowRun> runs = new ArrayList<>();
    if (options.slowSeconds() > 0) {
      for (Entry entry : own) {
        if (entry.form() != TableForm.NDJSON_GZIP) {
          bench.tell("slowly: " + entry.form().title());
          runs.add(entry.readSlowly(options.slowRate() * 1000L, options.slowSeconds()));
        }
      }
    }
    return runs;
  }

  private @Nullable Leaving leaving(TableServer zoetrope, List<Entry> own, FilledCatalog catalog)
      throws IOException {
    if (options.leave() == 0) {
      return null;
    }
    bench.tell(options.leave() + " clients leave");
    return Leaving.of(zoetrope, own, catalog.file(), options.leave());
  }
}
