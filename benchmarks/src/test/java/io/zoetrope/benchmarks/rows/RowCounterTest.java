package io.zoetrope.benchmarks.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowCounterTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 1000})
  void countsRowsInPiecesOfAnySize(int size) {
    byte[] page =
        "<table><tr><th>a</tr>\n<tr><td>1 <</tr>\n<tr><td></td></tr></table></t<</tr>"
            .getBytes(StandardCharsets.US_ASCII);
    RowCounter counter = new RowCounter("</tr");
    for (int at = 0; at < page.length; at += size) {
      byte[] piece = new byte[Math.min(size, page.length - at)];
      System.arraycopy(page, at, piece, 0, piece.length);
      counter.take(piece, piece.length);
    }
    assertThat(counter.count()).isEqualTo(4);
  }
}
