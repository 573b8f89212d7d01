package ai.tickstock.launcher.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {
  @Test
  void theUsualPortIsTakenUnlessSomebodyHasIt() throws IOException {
    int usual;
    try (ServerSocket somebody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      usual = somebody.getLocalPort();
      assertThat(Ports.usualOrFree(usual)).isNotEqualTo(usual).isPositive();
    }
    assertThat(Ports.usualOrFree(usual)).isEqualTo(usual);
  }
}
