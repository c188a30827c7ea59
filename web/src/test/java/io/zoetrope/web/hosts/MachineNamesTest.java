package io.zoetrope.web.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class MachineNamesTest {

  @Test
  void aMachineGoesByTheNameThatItGivesItself() throws Exception {
    MachineNames machine = new MachineNames();
    machine.add(InetAddress.getByAddress("Cam.Office.Example", new byte[] {127, 0, 0, 1}));

    assertThat(machine.contains(new HostName("cam.office.example"))).isTrue();
    assertThat(machine.contains(new HostName("office.example"))).isFalse();
  }
}
