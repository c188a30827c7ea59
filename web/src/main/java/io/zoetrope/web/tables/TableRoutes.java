package io.zoetrope.web.tables;

import io.netty.handler.codec.http.QueryStringEncoder;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.zoetrope.rows.TableSource;
import io.zoetrope.rows.format.TableFormat;
import io.zoetrope.rows.format.TableOptions;
import io.zoetrope.web.hosts.FrameAncestors;
import io.zoetrope.web.http.Endpoint;
import io.zoetrope.web.http.RefusedException;
import io.zoetrope.web.pages.SiteNav;
import io.zoetrope.web.stream.StreamedResponse;
import io.zoetrope.web.stream.StreamedResponses;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * Tables at {@code /api/NAME.html}, {@code .csv}, {@code .ndjson} and {@code .json}. Shared by all
 * event loops.
 */
public final class TableRoutes {
  private static final int MOST_AT_A_TIME = 50;

  /** By table: one that hangs must not keep the others from being sent. */
  private final IdentityHashMap<TableSource<?>, StreamedResponses> responses =
      new IdentityHashMap<>();

  private final SiteNav nav;
  private final FrameAncestors embed;

  /**
   * Makes the routes.
   *
   * @param nav the pages that a table leads back to
   * @param embed whose pages may show tables in a frame
   * @param patience with a client that takes nothing
   */
  public TableRoutes(
      List<TableSource<?>> tables, SiteNav nav, FrameAncestors embed, Duration patience) {
    this.nav = nav;
    this.embed = embed;
    tables.forEach(table ->
        responses.put(
            table, new StreamedResponses(MOST_AT_A_TIME, patience, TableResponse::meaning)));
  }

  public void addTo(Router router) {
    responses.forEach((table, sending) -> {
      for (TableFormat format : TableFormat.values()) {
        Endpoint.get(
            router,
            "/api/" + table.table().name() + "." + format.extension(),
            context -> serve(context, table, format, sending));
      }
    });
  }

  private void serve(
      RoutingContext context, TableSource<?> source, TableFormat format, StreamedResponses sending)
      throws RefusedException {
    MultiMap parameters = context.queryParams();
    TableRequest params = TableRequest.read(parameters, source.table());
    sending.send(context, () -> response(source, params, format, parameters));
  }

  private StreamedResponse response(
      TableSource<?> source, TableRequest params, TableFormat format, MultiMap parameters)
      throws Exception {
    TableOptions options =
        new TableOptions(
            QueryWords.about(source.table(), params.query()),
            params.spreadsheetSafe(),
            nav.around(source.table().name(), filter(source, parameters)));
    StreamedResponse response =
        params.paged()
            ? TableResponse.page(
                source,
                params.query(),
                format,
                options,
                position -> next(source, format, parameters, position))
            : TableResponse.of(source, params.query(), format, options);
    return TableResponse.embeddedBy(embed, format, response)
        .withTag("%s-%x-%s".formatted(source.version(), params.hashCode(), format.extension()));
  }

  /** The part of a query that the table's page understands too. */
  private static String filter(TableSource<?> source, MultiMap parameters) {
    QueryStringEncoder query = new QueryStringEncoder("");
    List<String> names = new ArrayList<>(source.table().filters());
    names.addAll(List.of("from", "to"));
    for (String name : names) {
      String value = parameters.get(name);
      if (value != null && !value.isBlank()) {
        query.addParam(name, value);
      }
    }
    return query.toString();
  }

  /** Relative to the address that was asked for, so that any prefix will do. */
  private static String next(
      TableSource<?> source, TableFormat format, MultiMap parameters, String position) {
    QueryStringEncoder next =
        new QueryStringEncoder(source.table().name() + "." + format.extension());
    parameters.forEach((name, value) -> {
      if (!name.equals("after") && !value.isBlank()) {
        next.addParam(name, value);
      }
    });
    next.addParam("after", position);
    return next.toString();
  }
}
