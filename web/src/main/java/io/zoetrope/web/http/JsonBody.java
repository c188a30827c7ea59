package io.zoetrope.web.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.zoetrope.web.connection.ResponseEnd;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON object that a request brings. Event loop only.
 *
 * <p>It must call itself JSON: a browser asks the server before it sends such a request for a page
 * of somebody else, and gets no permission.
 */
public final class JsonBody {
  private static final int MOST_BYTES = 64 * 1024;
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final int MOST_LEVELS = 1000;
  private static final JsonMapper MAPPER =
      new JsonMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxNestingDepth(MOST_LEVELS).build())
              .build());

  private final RoutingContext context;
  private final String example;
  private final Responder<ObjectNode> whenRead;
  private final Buffer bytes = Buffer.buffer();
  private final long timer;
  private boolean done;

  private JsonBody(RoutingContext context, String example, Responder<ObjectNode> whenRead) {
    this.context = context;
    this.example = example;
    this.whenRead = whenRead;
    this.timer =
        context
            .vertx()
            .setTimer(
                PATIENCE.toMillis(),
                _ -> refuse(408, "too_slow", "The request did not arrive completely in time."));
  }

  /**
   * Reads it, or says what is wrong with it.
   *
   * @param example an object of the expected form
   */
  public static void read(RoutingContext context, String example, Responder<ObjectNode> whenRead)
      throws RefusedException {
    HttpServerRequest request = context.request();
    if (!mediaType(request).equals("application/json")) {
      throw new RefusedException(
          415, "not_json", "Send JSON, with the header Content-Type: application/json.");
    }
    JsonBody body = new JsonBody(context, example, whenRead);
    ResponseEnd.then(context, body::finish);
    request.exceptionHandler(_ -> body.finish());
    request.endHandler(_ -> body.parse());
    request.handler(body::take);
  }

  /** In lower case, without parameters; empty without one. */
  public static String mediaType(HttpServerRequest request) {
    String header = request.getHeader(HttpHeaders.CONTENT_TYPE);
    return header == null ? "" : header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  private void take(Buffer more) {
    if (done) {
      return;
    }
    bytes.appendBuffer(more);
    if (bytes.length() > MOST_BYTES) {
      refuse(413, "too_large", "Send at most %d bytes.".formatted(MOST_BYTES));
    }
  }

  private void parse() {
    if (done) {
      return;
    }
    finish();
    OnLoop.guarded(
        context,
        () -> {
          if (!(json() instanceof ObjectNode object)) {
            throw new RefusedException(
                400, "bad_json", "Send a JSON object, as in " + example + ".");
          }
          whenRead.respond(object);
        });
  }

  private @Nullable JsonNode json() {
    try {
      return MAPPER.readTree(bytes.getBytes());
    } catch (JacksonException e) {
      return null;
    }
  }

  private void refuse(int status, String code, String sentence) {
    finish();
    Responses.refuse(context.request(), new RefusedException(status, code, sentence));
  }

  private void finish() {
    done = true;
    context.vertx().cancelTimer(timer);
  }
}
