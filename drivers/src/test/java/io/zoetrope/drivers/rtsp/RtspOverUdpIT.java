package io.zoetrope.drivers.rtsp;

import static io.zoetrope.drivers.rtsp.Interleaved.DELTA;
import static io.zoetrope.drivers.rtsp.Interleaved.KEY;
import static io.zoetrope.drivers.rtsp.ScriptedCamera.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufUtil;
import io.zoetrope.core.fixture.DriverBench;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.source.FrameSource;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RtspOverUdpIT {
  private static final Pattern CLIENT_PORT = Pattern.compile("client_port=(\\d+)-");
  private static final String OTHER_DELTA = "419a2405";

  private final DriverBench bench = new DriverBench();

  @AfterEach
  void everyBufferIsGivenBack() {
    bench.close();
  }

  @Test
  void whereTcpIsRefusedPacketsComeByUdpInAnyOrder() throws Exception {
    try (DatagramSocket sender = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        ScriptedCamera camera = new ScriptedCamera();
        FrameSource source = open(camera, "")) {
      camera
          .on(
              "SETUP",
              request ->
                  request.field("transport").orElse("").contains("TCP")
                      ? "RTSP/1.0 461 Unsupported Transport"
                      : ok(
                          "Session: 7",
                          "Transport: RTP/AVP;unicast;server_port=%1$d-%1$d"
                              .formatted(sender.getLocalPort())))
          .sending(_ -> {
            Interleaved packets = new Interleaved(0, 96);
            byte[] key = packets.next(KEY);
            byte[] first = packets.next(DELTA);
            byte[] second = packets.next(OTHER_DELTA);
            packets.next(DELTA); // It is never sent.
            byte[] orphan = packets.next(DELTA);
            byte[] next = packets.next(KEY);
            for (byte[] each : new byte[][] {key, second, first, first, orphan, next}) {
              sender.send(new DatagramPacket(each, each.length, client(camera)));
            }
          })
          .start();

      assertThat(unit(source)).isEqualTo(KEY);
      assertThat(unit(source)).isEqualTo(DELTA);
      assertThat(unit(source)).isEqualTo(OTHER_DELTA);
      assertThat(unit(source)).as("after a loss").isEqualTo(KEY);
    }
  }

  @Test
  void wherePacketsDoNotComeThroughTcpIsUsed() throws Exception {
    try (ScriptedCamera camera = new ScriptedCamera();
        FrameSource source = open(camera, "#transport=udp")) {
      camera
          .sending(out -> {
            if (camera.asked("SETUP").size() == 2) {
              new Interleaved(0, 96).picture(out, KEY);
            }
          })
          .start();

      assertThat(unit(source)).isEqualTo(KEY);
    }
  }

  private static InetSocketAddress client(ScriptedCamera camera) throws IOException {
    Matcher port =
        CLIENT_PORT.matcher(
            camera.requests().stream()
                .flatMap(request -> request.field("transport").stream())
                .reduce("", (_, last) -> last));
    if (!port.find()) {
      throw new IOException("no port was named");
    }
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port.group(1)));
  }

  private static String unit(FrameSource source) throws Exception {
    Frame frame = source.read();
    String unit = ByteBufUtil.hexDump(frame.data()).substring(8);
    frame.release();
    return unit;
  }

  private FrameSource open(ScriptedCamera camera, String options) throws Exception {
    return bench.open(new RtspDriver(), camera.uri() + options);
  }
}
