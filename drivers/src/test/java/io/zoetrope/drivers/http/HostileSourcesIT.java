package io.zoetrope.drivers.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.core.camera.Camera;
import io.zoetrope.core.camera.CameraState.Live;
import io.zoetrope.core.camera.CameraStatus.Fault;
import io.zoetrope.core.camera.CameraTimings;
import io.zoetrope.core.fixture.DriverBench;
import io.zoetrope.core.fixture.Pictures;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.source.CameraUri;
import io.zoetrope.core.stream.Subscription;
import io.zoetrope.core.stream.Viewer;
import io.zoetrope.drivers.fixture.RawServer;
import io.zoetrope.drivers.testpattern.TestPatternDriver;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

/** Hostile cameras, all at once, next to a good one. */
class HostileSourcesIT {
  private static final byte[] PICTURE = Pictures.whole(640, 480, 1);
  private static final byte[] HALF = Arrays.copyOf(PICTURE, PICTURE.length / 2);
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\n";
  private static final int GOOD_RATE = 20;
  private static final long MEGABYTE = 1 << 20;

  /** What a camera may do to us, and how its failure reads. */
  private enum Hostility {
    ENDLESS_HEADER_LINE("the camera's answer has a header without end") {
      @Override
      void play(OutputStream out) throws IOException {
        out.write("HTTP/1.1 200 OK\r\nX: ".getBytes(ISO_8859_1));
        forEver(out, "x".repeat(8000).getBytes(ISO_8859_1));
      }
    },
    ENDLESS_HEADER_LINES("the camera's answer has a header without end") {
      @Override
      void play(OutputStream out) throws IOException {
        out.write("HTTP/1.1 200 OK\r\n".getBytes(ISO_8859_1));
        forEver(out, "X-Another: one\r\n".repeat(500).getBytes(ISO_8859_1));
      }
    },
    ENDLESS_PART_HEADER("what it sends is not a series of JPEG pictures") {
      @Override
      void play(OutputStream out) throws IOException {
        out.write((OK + "\r\n--b\r\n").getBytes(ISO_8859_1));
        forEver(out, "X-Another: one\r\n".repeat(500).getBytes(ISO_8859_1));
      }
    },
    FOUR_GIGABYTES_ANNOUNCED("it sends a picture of more than 32 MB") {
      @Override
      void play(OutputStream out) throws IOException {
        out.write(
            (OK + "Content-Length: 4294967296\r\n\r\n--b\r\nContent-Length: 4294967296\r\n\r\n")
                .getBytes(ISO_8859_1));
        out.write(HALF);
        forEver(out, new byte[8000]);
      }
    },
    PICTURE_WITHOUT_END("it sends a picture of more than 32 MB") {
      @Override
      void play(OutputStream out) throws IOException {
        out.write((OK + "\r\n").getBytes(ISO_8859_1));
        out.write(HALF);
        forEver(out, new byte[8000]);
      }
    },
    NOTHING_BUT_ZEROS("what it sends is not a series of JPEG pictures") {
      @Override
      void play(OutputStream out) throws IOException {
        out.write((OK + "\r\n").getBytes(ISO_8859_1));
        forEver(out, new byte[8000]);
      }
    },
    HUNDRED_MEGAPIXELS(
        "it sends broken pictures only: 10000x10000 pixels; up to 64 million are taken") {
      @Override
      void play(OutputStream out) throws IOException {
        out.write((OK + "\r\n").getBytes(ISO_8859_1));
        forEver(out, Pictures.withSize(PICTURE, 10_000, 10_000));
      }
    },
    A_BYTE_A_SECOND("the camera has sent no picture for 10 seconds") {
      @Override
      void play(OutputStream out) throws IOException {
        out.write((OK + "\r\n").getBytes(ISO_8859_1));
        slowly(out, PICTURE);
      }
    },
    A_HEADER_BYTE_A_SECOND("the camera has sent no picture for 10 seconds") {
      @Override
      void play(OutputStream out) throws IOException {
        slowly(out, (OK + "\r\n").repeat(10).getBytes(ISO_8859_1));
      }
    },
    /** It is not even wrong, and must only not cost the others anything. */
    A_FLOOD_OF_PICTURES("") {
      @Override
      void play(OutputStream out) throws IOException {
        out.write((OK + "\r\n").getBytes(ISO_8859_1));
        forEver(out, PICTURE);
      }
    };

    private final String failure;

    Hostility(String failure) {
      this.failure = failure;
    }

    /** Goes on until the connection is cut. */
    abstract void play(OutputStream out) throws IOException;

    private static void forEver(OutputStream out, byte[] bytes) throws IOException {
      while (true) {
        out.write(bytes);
      }
    }

    private static void slowly(OutputStream out, byte[] bytes) throws IOException {
      try {
        for (byte one : bytes) {
          out.write(one);
          if (NEVER.await(1, TimeUnit.SECONDS)) {
            return;
          }
        }
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }
  }

  private static final CountDownLatch NEVER = new CountDownLatch(1);

  @Test
  void eachFailsWithASentenceInBoundedMemoryAndTheGoodOneGoesOn() throws Exception {
    try (DriverBench bench = new DriverBench()) {
      List<AutoCloseable> open = new ArrayList<>();
      Map<Hostility, Camera> hostile = new EnumMap<>(Hostility.class);
      Camera good = camera(bench, "test:?size=320x240&fps=" + GOOD_RATE);
      AtomicInteger goodFrames = watch(good, open);
      open.add(good);
      for (Hostility kind : Hostility.values()) {
        RawServer server = new RawServer(kind::play);
        Camera camera = camera(bench, server.uri("/"));
        hostile.put(kind, camera);
        watch(camera, open);
        open.add(camera);
        open.add(server);
      }
      Highest memory = new Highest(bench::bytesInUse);
      long started = System.nanoTime();

      for (Map.Entry<Hostility, Camera> each : hostile.entrySet()) {
        await(each.getKey().name())
            .pollInterval(Duration.ofMillis(5))
            .until(() -> memory.sampled() && isAsExpected(each.getKey(), each.getValue()));
      }

      double seconds = (System.nanoTime() - started) / 1e9;
      assertThat(good.state()).isInstanceOf(Live.class);
      assertThat(good.status().lastFault()).isEmpty();
      assertThat(goodFrames.get() / seconds).as("frames/s").isGreaterThan(GOOD_RATE / 2.0);
      // Two fill a picture to its limit at once, in a buffer that doubles by copying.
      assertThat(memory.bytes / MEGABYTE).as("MB in buffers").isLessThan(2 * 96 + 20);
      for (AutoCloseable each : open) {
        each.close();
      }
    }
  }

  private static boolean isAsExpected(Hostility kind, Camera camera) {
    if (kind.failure.isEmpty()) {
      return camera.state() instanceof Live && camera.status().framesPerSecond() > 30;
    }
    return camera.status().lastFault().map(Fault::reason).filter(kind.failure::equals).isPresent();
  }

  private static Camera camera(DriverBench bench, String uri) {
    CameraUri parsed = CameraUri.parse(uri);
    var driver = parsed.scheme().equals("test") ? new TestPatternDriver() : new HttpDriver();
    return bench.camera(uri, CameraTimings.STANDARD, context -> () -> driver.open(parsed, context));
  }

  /** Counts the camera's pictures; the subscription goes to those to be closed. */
  private static AtomicInteger watch(Camera camera, List<AutoCloseable> open) {
    AtomicInteger frames = new AtomicInteger();
    Viewer viewer =
        new Viewer() {
          @Override
          public void show(Frame frame, Subscription subscription) {
            if (!frame.placeholder()) {
              frames.incrementAndGet();
            }
            subscription.ready();
          }
        };
    open.add(camera.stream().join(viewer, Runnable::run));
    return frames;
  }

  private static final class Highest {
    private final LongSupplier source;
    private long bytes;

    Highest(LongSupplier source) {
      this.source = source;
    }

    /** Always true. */
    boolean sampled() {
      bytes = Math.max(bytes, source.getAsLong());
      return true;
    }
  }
}
