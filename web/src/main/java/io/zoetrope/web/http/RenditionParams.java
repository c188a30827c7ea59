package io.zoetrope.web.http;

import io.vertx.ext.web.RoutingContext;
import io.zoetrope.core.rendition.RenditionFault;
import io.zoetrope.core.rendition.RenditionKey;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Which rendition a request asks for: {@code ?width=&fps=&quality=}. Event loop only. */
public final class RenditionParams {
  private static final Pattern WHOLE = Pattern.compile("\\d{1,9}");
  private static final Pattern DECIMAL = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");

  private RenditionParams() {}

  public static RenditionKey read(RoutingContext context) throws RefusedException {
    return new RenditionKey(
        whole(
            context,
            "width",
            RenditionKey.MAX_WIDTH,
            "width is a number of pixels from 1 to %d, as in width=640."),
        number(
            context,
            "fps",
            DECIMAL,
            RenditionKey.MAX_FPS,
            "fps is a number of pictures a second, above 0 and at most %d, as in fps=10 or"
                + " fps=0.5."),
        whole(
            context,
            "quality",
            RenditionKey.MAX_QUALITY,
            "quality is a number from 1 to %d, as in quality=80."));
  }

  public static RefusedException refused(RenditionFault fault) {
    return switch (fault.kind()) {
      case UNSUPPORTED -> new RefusedException(501, "no_renditions", fault.message());
      case TOO_MANY -> new RefusedException(503, "too_many_renditions", fault.message());
      case BROKEN -> new RefusedException(503, "rendition_failing", fault.message());
    };
  }

  private static OptionalInt whole(RoutingContext context, String name, int most, String expected)
      throws RefusedException {
    return number(context, name, WHOLE, most, expected).stream()
        .mapToInt(number -> (int) number)
        .findFirst();
  }

  private static OptionalDouble number(
      RoutingContext context, String name, Pattern form, int most, String expected)
      throws RefusedException {
    // Clients of mjpg-streamer put ?nonce=1 behind any address, also one that has a question mark.
    String text = context.queryParam(name).stream().findFirst().orElse("").split("\\?", 2)[0];
    if (text.isBlank()) {
      return OptionalDouble.empty(); // Forms also send what was left empty.
    }
    if (form.matcher(text).matches()) {
      double number = Double.parseDouble(text);
      if (number > 0 && number <= most) {
        return OptionalDouble.of(number);
      }
    }
    throw new RefusedException(400, "bad_rendition", expected.formatted(most));
  }
}
