package ai.tickstock.wire.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(240)
class RedisForTestsTest {
  @Test
  void comesBackWithTheSameOlderAndNoDataOnTheSamePort() throws IOException {
    try (RedisForTests redis = RedisForTests.start()) {
      String url = redis.url();
      ask(redis, "SET a 1");
      var older = redis.snapshot();
      ask(redis, "SET a 2");
      redis.restart();
      assertThat(ask(redis, "GET a")).isEqualTo("$1\r\n2\r\n");
      redis.restartAsOf(older);
      assertThat(ask(redis, "GET a")).isEqualTo("$1\r\n1\r\n");
      redis.restartEmpty();
      assertThat(ask(redis, "GET a")).isEqualTo("$-1\r\n");
      assertThat(redis.url()).isEqualTo(url);
    }
  }

  private static String ask(RedisForTests redis, String command) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), redis.port())) {
      socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
      byte[] answer = new byte[100];
      int length = socket.getInputStream().read(answer);
      return new String(answer, 0, length, StandardCharsets.US_ASCII);
    }
  }
}
