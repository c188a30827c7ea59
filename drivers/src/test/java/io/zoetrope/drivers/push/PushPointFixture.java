package io.zoetrope.drivers.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.zoetrope.core.CameraSystem;
import io.zoetrope.core.fixture.Pictures;
import io.zoetrope.core.fixture.SettableClock;
import io.zoetrope.core.publish.Publication;
import io.zoetrope.core.publish.Publisher;
import io.zoetrope.core.source.CameraUri;
import io.zoetrope.core.source.DriverContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** What the tests of PushPointTest and PushedPicturesTest share. */
abstract class PushPointFixture {
  static final byte[] ONE = Pictures.numbered(1);
  static final byte[] TWO = Pictures.numbered(2);
  static final byte[] THREE = Pictures.numbered(3);
  final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true);
  final SettableClock clock = new SettableClock();

  final DriverContext context =
      CameraSystem.builder().time(clock).allocator(allocator).open().context("");

  final List<String> told = new ArrayList<>();
  PushPoint point = point("push:");

  @AfterEach
  void everyPictureIsGivenBack() {
    point.close();
    assertThat(allocator.metric().usedDirectMemory()).isZero();
  }

  PushPoint point(String uri) {
    return (PushPoint) new PushDriver().publishPoint(CameraUri.parse(uri), "phone", context);
  }

  Publisher publisher(String name) {
    return new Publisher() {
      @Override
      public void watchedChanged() {
        told.add(name + ": watched changed");
      }

      @Override
      public void replaced() {
        told.add(name + ": replaced");
      }
    };
  }

  static void publish(Publication publication, byte[] picture) throws IOException {
    publication.publish(Unpooled.wrappedBuffer(picture));
  }

  static InputStream body(byte[]... pictures) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] picture : pictures) {
      all.writeBytes(picture);
    }
    return new ByteArrayInputStream(all.toByteArray());
  }
}
