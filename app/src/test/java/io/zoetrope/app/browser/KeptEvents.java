package io.zoetrope.app.browser;

import io.zoetrope.rows.Column;
import io.zoetrope.rows.Cursor;
import io.zoetrope.rows.Table;
import io.zoetrope.rows.TableQuery;
import io.zoetrope.rows.TableSource;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Events in memory, as a catalog keeps them. Any thread may call it. */
final class KeptEvents implements TableSource<KeptEvents.Event> {

  record Event(int number, Instant at, String kind, String camera, String json) {}

  private static final Table<Event> TABLE =
      new Table<>(
          "events",
          List.of(
              Column.text("id", event -> "e" + event.number()),
              Column.time("at", Event::at),
              Column.text("kind", Event::kind),
              Column.text("camera", Event::camera),
              Column.json("detail", Event::json)),
          List.of("camera", "kind"));

  private final List<Event> events = new CopyOnWriteArrayList<>();

  /** Returns its id. */
  String add(String kind, String camera, String json) {
    events.add(new Event(events.size(), Instant.now(), kind, camera, json));
    return "e" + (events.size() - 1);
  }

  @Override
  public Table<Event> table() {
    return TABLE;
  }

  @Override
  public Cursor<Event> open(TableQuery query) {
    int before = query.after().map(Integer::parseInt).orElse(Integer.MAX_VALUE);
    return Cursor.of(
        events.reversed().stream()
            .filter(event -> event.number() < before)
            .filter(event ->
                query.filter("camera").isEmpty() || query.filter("camera").contains(event.camera()))
            .filter(event ->
                query.filter("kind").isEmpty() || query.filter("kind").contains(event.kind()))
            .limit(query.most()));
  }

  @Override
  public String version() {
    return "v" + events.size();
  }

  @Override
  public String position(Event row) {
    return String.valueOf(row.number());
  }
}
