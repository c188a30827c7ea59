package io.zoetrope.drivers.v4l2;

import io.zoetrope.core.source.Size;
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
    for (IoctlArgument answer :
        all(Ioctl.ENUM_FMT, argument -> argument.put("type", OpenDevice.CAPTURE_BUFFERS))) {
      OfferedFormat format = format(answer);
      formats.merge(format.fourcc(), format, OfferedFormat::with);
    }
    return List.copyOf(formats.values());
  }

  private OfferedFormat format(IoctlArgument answer) throws SystemCallException {
    int code = answer.number("pixelformat");
    Optional<Size> most = Optional.empty();
    List<OfferedSize> sizes = new ArrayList<>();
    for (IoctlArgument size :
        all(Ioctl.ENUM_FRAMESIZES, argument -> argument.put("pixel_format", code))) {
      if (size.number("type") == DISCRETE) {
        sizes.add(offered(code, size(size, "width", "height")));
        continue;
      }
      Size largest = size(size, "max_width", "max_height");
      most = Optional.of(largest);
      for (Size usual : usualUpTo(largest)) {
        sizes.add(offered(code, usual));
      }
    }
    return new OfferedFormat(fourcc(code), answer.text("description"), sizes, most);
  }

  private static Size size(IoctlArgument answer, String width, String height) {
    return new Size(answer.number(width), answer.number(height));
  }

  private OfferedSize offered(int code, Size size) throws SystemCallException {
    List<FrameRate> rates = new ArrayList<>();
    for (IoctlArgument interval :
        all(
            Ioctl.ENUM_FRAMEINTERVALS,
            argument ->
                argument
                    .put("pixel_format", code)
                    .put("width", size.width())
                    .put("height", size.height()))) {
      rate(interval).ifPresent(rates::add);
    }
    return new OfferedSize(size, rates);
  }

  private static Optional<FrameRate> rate(IoctlArgument interval) {
    long seconds = Integer.toUnsignedLong(interval.number("numerator"));
    long frames = Integer.toUnsignedLong(interval.number("denominator"));
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

  /** The whole list, empty if the device has none. A range is the only entry of its list. */
  private List<IoctlArgument> all(Ioctl request, UnaryOperator<IoctlArgument> filled)
      throws SystemCallException {
    List<IoctlArgument> answers = new ArrayList<>();
    try {
      while (answers.size() < MOST_ANSWERS) {
        int index = answers.size();
        IoctlArgument answer =
            device.ask(request, argument -> filled.apply(argument.put("index", index)));
        answers.add(answer);
        if (!request.equals(Ioctl.ENUM_FMT) && answer.number("type") != DISCRETE) {
          break;
        }
      }
    } catch (SystemCallException e) {
      if (!e.is(SystemCallException.EINVAL, SystemCallException.ENOTTY)) {
        throw e;
      }
    }
    return answers;
  }

  private static String fourcc(int code) {
    byte[] letters =
        ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(code & ~BIG_ENDIAN).array();
    // As v4l2-ctl writes it: they are another format, which must not pass for the common one.
    return new String(letters, StandardCharsets.US_ASCII) + (code < 0 ? "-BE" : "");
  }
}
