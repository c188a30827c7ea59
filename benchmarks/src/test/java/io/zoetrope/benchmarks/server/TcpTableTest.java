package io.zoetrope.benchmarks.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TcpTableTest {
  private static final String HEAD =
      "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid\n";

  @TempDir Path root;

  @Test
  void readsBothQueuesOfAConnection() {
    assertThat(
            TcpTable.parse(
                HEAD + "   0: 0100007F:1F90 0100007F:D868 01 0002DF09:0000000A 00:0 0 0\n"))
        .containsExactly(new TcpTable.End(8080, 55400, 188_169, 10));
  }

  @Test
  void readsMappedAddressesAndLeavesOutWhatIsNotConnected() {
    String listening =
        "   0: 00000000000000000000000000000000:1F90 00000000000000000000000000000000:0000"
            + " 0A 00000000:00000005 00:0 0 0\n";
    String connected =
        "   1: 0000000000000000FFFF00000100007F:1F90 0000000000000000FFFF00000100007F:D868"
            + " 01 00000001:00000000 00:0 0 0\n";
    assertThat(TcpTable.parse(HEAD + listening + connected))
        .containsExactly(new TcpTable.End(8080, 55400, 1, 0));
  }

  @Test
  void aSystemWithoutTheTableHasNoConnections() throws Exception {
    assertThat(TcpTable.read(root.resolve("tcp"))).isEmpty();
  }
}
