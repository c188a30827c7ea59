package io.zoetrope.drivers.v4l2;

import io.zoetrope.drivers.support.Size;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Asks a device for its formats, sizes and rates. One thread. */
final class FormatQuery {
  private static final int DISCRETE = 1;
  private static final int BIG_ENDIAN = 0x8000_0000;

  /** More than any camera has; one that never says that this was all is not asked for ever. */
  private static final int MOST_ANSWERS = 256;

  private static final List<Size> USUAL_SIZES =
      List.of(
          new Size(320, 240),
          new Size(640, 480),
          new Size(800, 600),
          new Size(1280, 720),
          new Size(1920, 1080));

  private final OpenDevice device;

  FormatQuery(OpenDevice device) {
    this.device = device;
  }

  List<OfferedFormat> formats() throws SystemCallException {
    Map<String, OfferedFormat> formats = new LinkedHashMap<>();
    for (int index = 0; index < MOST_ANSWERS; index++) {
      int next = index;
      Optional<Argument> answer =
          tryToAsk(
              Ioctl.ENUM_FMT,
              argument -> argument.put("index", next).put("type", OpenDevice.CAPTURE_BUFFERS));
      if (answer.isEmpty()) {
        break;
      }
      OfferedFormat format = format(answer.get());
      formats.merge(format.fourcc(), format, OfferedFormat::with);
    }
    return List.copyOf(formats.values());
  }

  private OfferedFormat format(Argument answer) throws SystemCallException {
    int code = answer.number("pixelformat");
    Optional<Size> most = Optional.empty();
    List<OfferedSize> sizes = new ArrayList<>();
    for (int index = 0; index < MOST_ANSWERS; index++) {
      int next = index;
      Optional<Argument> size =
          tryToAsk(
              Ioctl.ENUM_FRAMESIZES,
              argument -> argument.put("index", next).put("pixel_format", code));
      if (size.isEmpty()) {
        break;
      }
      if (size.get().number("type") == DISCRETE) {
        sizes.add(
            offered(
                code,
                new Size(
                    size.get().number("size.discrete.width"),
                    size.get().number("size.discrete.height"))));
        continue;
      }
      Size largest =
          new Size(
              size.get().number("size.stepwise.max_width"),
              size.get().number("size.stepwise.max_height"));
      most = Optional.of(largest);
      for (Size usual : usualUpTo(largest)) {
        sizes.add(offered(code, usual));
      }
      break;
    }
    return new OfferedFormat(fourcc(code), answer.text("description"), sizes, most);
  }

  private OfferedSize offered(int code, Size size) throws SystemCallException {
    List<FrameRate> rates = new ArrayList<>();
    for (int index = 0; index < MOST_ANSWERS; index++) {
      int next = index;
      Optional<Argument> interval =
          tryToAsk(
              Ioctl.ENUM_FRAMEINTERVALS,
              argument ->
                  argument
                      .put("index", next)
                      .put("pixel_format", code)
                      .put("width", size.width())
                      .put("height", size.height()));
      if (interval.isEmpty()) {
        break;
      }
      boolean discrete = interval.get().number("type") == DISCRETE;
      String field = discrete ? "interval.discrete" : "interval.stepwise.min";
      rate(interval.get(), field).ifPresent(rates::add);
      if (!discrete) {
        break;
      }
    }
    return new OfferedSize(size, rates);
  }

  private static Optional<FrameRate> rate(Argument interval, String field) {
    long seconds = Integer.toUnsignedLong(interval.number(field + ".numerator"));
    long frames = Integer.toUnsignedLong(interval.number(field + ".denominator"));
    if (seconds == 0 || frames == 0) {
      return Optional.empty();
    }
    // UVC counts in units of 100 ns: 333333/10000000 is 30 a second.
    boolean whole =
        Math.abs((double) frames / seconds - Math.rint((double) frames / seconds)) < 1e-4;
    return Optional.of(
        whole
            ? new FrameRate(Math.round((double) frames / seconds), 1)
            : new FrameRate(frames, seconds));
  }

  private static List<Size> usualUpTo(Size largest) {
    return Stream.concat(
            USUAL_SIZES.stream()
                .filter(size -> size.width() <= largest.width())
                .filter(size -> size.height() <= largest.height()),
            Stream.of(largest))
        .distinct()
        .toList();
  }

  /** Empty at the end of the list, or when the device has no such list. */
  private Optional<Argument> tryToAsk(Ioctl request, UnaryOperator<Argument> filled)
      throws SystemCallException {
    try {
      return Optional.of(device.ask(request, filled));
    } catch (SystemCallException e) {
      if (e.is(SystemCallException.EINVAL, SystemCallException.ENOTTY)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static String fourcc(int code) {
    byte[] letters =
        ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(code & ~BIG_ENDIAN).array();
    // As v4l2-ctl writes it: they are another format, which must not pass for the common one.
    return new String(letters, StandardCharsets.US_ASCII) + (code < 0 ? "-BE" : "");
  }
}
