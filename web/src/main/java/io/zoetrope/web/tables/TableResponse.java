package io.zoetrope.web.tables;

import io.zoetrope.rows.BadPageTokenException;
import io.zoetrope.rows.Cursor;
import io.zoetrope.rows.TableQuery;
import io.zoetrope.rows.TableSource;
import io.zoetrope.rows.format.TableFormat;
import io.zoetrope.rows.format.TableOptions;
import io.zoetrope.web.hosts.FrameAncestors;
import io.zoetrope.web.http.RefusedException;
import io.zoetrope.web.stream.Producer;
import io.zoetrope.web.stream.ResponseBody;
import io.zoetrope.web.stream.StreamedResponse;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tables as streamed answers. Any thread. */
public final class TableResponse {
  private static final String PAGE_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self'; base-uri 'none'; form-action 'none'; ";

  private TableResponse() {}

  /**
   * All rows that the query names, straight from the source to the client. They are open no longer
   * than the answer.
   */
  public static <T> StreamedResponse of(
      TableSource<T> source, TableQuery query, TableFormat format, TableOptions options) {
    return headOf(
        source,
        query,
        format,
        out -> {
          try (Cursor<T> rows = source.open(query)) {
            format.write(source.table(), rows, out, options, _ -> {});
          }
        });
  }

  /**
   * As many rows as the query names at most, with an address for the next ones, if there are more,
   * in the header {@code Link}. They are held until they are sent.
   *
   * @param next the address of what comes behind a position
   */
  static <T> StreamedResponse page(
      TableSource<T> source,
      TableQuery query,
      TableFormat format,
      TableOptions options,
      Function<String, String> next) {
    return headOf(
        source,
        query,
        format,
        out -> {
          Queue<T> page = page(source, query, next, out);
          Cursor<T> taken = Cursor.of(Stream.generate(page::poll).takeWhile(Objects::nonNull));
          format.write(source.table(), taken, out, options, _ -> {});
        });
  }

  /** The same, if it is a page, for the frames of others. */
  static StreamedResponse embeddedBy(
      FrameAncestors embed, TableFormat format, StreamedResponse response) {
    return format == TableFormat.HTML
        ? response.withHeader("content-security-policy", PAGE_POLICY + embed.directive())
        : response;
  }

  /** What failures of a table mean to who asked, for {@code StreamedResponses}. */
  public static @Nullable RefusedException meaning(Exception failure) {
    String sentence = String.valueOf(failure.getMessage());
    return switch (failure) {
      case BadPageTokenException _ -> new RefusedException(400, "bad_query", sentence);
      case IOException _ -> new RefusedException(503, "table_unavailable", sentence);
      default -> null;
    };
  }

  private static <T> StreamedResponse headOf(
      TableSource<T> source, TableQuery query, TableFormat format, Producer body) {
    StreamedResponse response = StreamedResponse.of(format.mediaType(), body);
    return switch (format) {
      case HTML -> embeddedBy(FrameAncestors.SELF, format, response);
      case CSV, NDJSON -> response.asDownload(QueryWords.fileName(source.table(), query, format));
      case JSON -> response;
    };
  }

  /** One row more is asked for than is sent, to know whether there are more. */
  private static <T> Queue<T> page(
      TableSource<T> source, TableQuery query, Function<String, String> next, ResponseBody out)
      throws Exception {
    Queue<T> page = new ArrayDeque<>();
    try (Cursor<T> rows = source.open(query.withMost(query.most() + 1))) {
      T last = null;
      for (T row = rows.next(); row != null; row = rows.next()) {
        if (last != null && page.size() == query.most()) {
          out.header("link", "<%s>; rel=\"next\"".formatted(next.apply(source.position(last))));
          break;
        }
        page.add(row);
        last = row;
      }
    }
    return page;
  }
}
