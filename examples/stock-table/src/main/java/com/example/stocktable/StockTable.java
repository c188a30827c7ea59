package com.example.stocktable;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.zoetrope.rows.Column;
import io.zoetrope.rows.Cursor;
import io.zoetrope.rows.Table;
import io.zoetrope.rows.format.TableFormat;
import io.zoetrope.web.stream.StreamedResponse;
import io.zoetrope.web.stream.StreamedResponses;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** The stock table of the Flask tutorials: rows go from the database to the browser one by one. */
public final class StockTable {
  private static final Table<Stock> TABLE =
      new Table<>(
          "stocks",
          List.of(
              Column.number("number", Stock::number),
              Column.text("symbol", Stock::symbol),
              Column.text("company", Stock::company),
              Column.number("price", Stock::price),
              Column.number("change", Stock::change)));

  private final Stocks stocks;
  private final StreamedResponses responses = new StreamedResponses(100, Duration.ofSeconds(30));

  private StockTable(Stocks stocks) {
    this.stocks = stocks;
  }

  public static void main(String[] words) throws Exception {
    int count = Integer.parseInt(words.length > 0 ? words[0] : "100000");
    int port = Integer.parseInt(words.length > 1 ? words[1] : "5000");
    String database = words.length > 2 ? words[2] : "jdbc:sqlite:stocks.db";
    Vertx vertx = Vertx.vertx();
    try {
      HttpServer server = start(vertx, new Stocks(database, count), port);
      System.out.println("open http://127.0.0.1:" + server.actualPort() + "/");
    } catch (SQLException e) {
      System.err.println("The database cannot be used: " + e.getMessage());
      vertx.close();
    }
  }

  static HttpServer start(Vertx vertx, Stocks stocks, int port) throws IOException {
    Router router = Router.router(vertx);
    new StockTable(stocks).addTo(router);
    return vertx.createHttpServer().requestHandler(router).listen(port, "127.0.0.1").await();
  }

  private void addTo(Router router) throws IOException {
    String page = page();
    router
        .get("/")
        .handler(context ->
            context.response().putHeader("Content-Type", "text/html; charset=utf-8").end(page));
    router.get("/stock-table").handler(context -> send(context, TableFormat.HTML));
    router.get("/stock-table.csv").handler(context -> send(context, TableFormat.CSV));
  }

  private void send(RoutingContext context, TableFormat format) {
    String wanted =
        context.queryParams().contains("rows") ? context.queryParams().get("rows") : "1000";
    if (!wanted.matches("[0-9]{1,15}")) {
      context.response().setStatusCode(400).end("Say how many rows, as in ?rows=1000.");
      return;
    }
    StreamedResponse table =
        StreamedResponse.of(
            format.mediaType(),
            // On a virtual thread, which waits while the browser is slow. When that has left,
            // writing
            // fails, and the cursor is closed.
            out -> {
              try (Cursor<Stock> rows = stocks.first(Long.parseLong(wanted))) {
                format.write(TABLE, rows, out);
              }
            });
    responses.send(context, format == TableFormat.CSV ? table.asDownload("stocks.csv") : table);
  }

  private static String page() throws IOException {
    try (InputStream in = StockTable.class.getResourceAsStream("page.html")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
