package io.zoetrope.drivers.v4l2;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class PixelFormats {
  static final String MJPEG = "mjpeg";
  static final String H264 = "h264";
  static final String HEVC = "hevc";

  /** In the order in which they are preferred: less to decode first, then more colour. */
  private static final Map<String, String> NAMES = new LinkedHashMap<>();

  static {
    NAMES.put("MJPG", MJPEG);
    NAMES.put("JPEG", MJPEG);
    NAMES.put("YUYV", "yuyv422");
    NAMES.put("UYVY", "uyvy422");
    NAMES.put("422P", "yuv422p");
    NAMES.put("NV12", "nv12");
    NAMES.put("YU12", "yuv420p");
    NAMES.put("YV12", "yuv420p");
    NAMES.put("RGB3", "rgb24");
    NAMES.put("BGR3", "bgr24");
    NAMES.put("BGR4", "bgr0");
    NAMES.put("H264", H264);
    NAMES.put("HEVC", HEVC);
    NAMES.put("Y16 ", "gray16le");
    NAMES.put("GREY", "gray");
  }

  private static final List<String> ORDER = new ArrayList<>(NAMES.keySet());

  private PixelFormats() {}

  static Optional<String> name(String fourcc) {
    return Optional.ofNullable(NAMES.get(fourcc));
  }

  static int rank(OfferedFormat format) {
    return ORDER.indexOf(format.fourcc());
  }
}
