package io.zoetrope.benchmarks.rows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * For one thread. Reads tables of several servers in turn, several times, so that whatever else
 * goes on in the machine meets all of them.
 *
 * @param progress is told what goes on
 */
public record RowRounds(int rounds, Consumer<String> progress) {

  /**
   * What is read in each round.
   *
   * @param warmUpRows how many are read before the first round, which do not count
   */
  public record Entry(TableServer server, TableForm form, String path, long warmUpRows) {

    /** Reads so many bytes a second, for so long, and leaves. */
    public RowRun readSlowly(long bytesPerSecond, int seconds) throws IOException {
      return server.measure(
          path, form, TableReader.Pace.SLOW, reader -> reader.readSlowly(bytesPerSecond, seconds));
    }
  }

  /** Of each entry the cheapest run. */
  public List<RowRun> run(List<Entry> entries) throws IOException {
    List<List<RowRun>> runs = new ArrayList<>();
    for (Entry entry : entries) {
      runs.add(new ArrayList<>());
      progress.accept("%s, %s: to warm up".formatted(entry.server.name(), entry.form.title()));
      entry.server.measure(
          entry.path,
          entry.form,
          TableReader.Pace.FULL,
          reader -> reader.readRows(entry.warmUpRows));
    }
    for (int round = 1; round <= rounds; round++) {
      for (int i = 0; i < entries.size(); i++) {
        Entry entry = entries.get(i);
        progress.accept(
            "round %d of %d: %s, %s"
                .formatted(round, rounds, entry.server.name(), entry.form.title()));
        runs.get(i)
            .add(
                entry.server.measure(
                    entry.path, entry.form, TableReader.Pace.FULL, TableReader::readAll));
      }
    }
    return runs.stream().map(RowRun::cheapest).toList();
  }
}
