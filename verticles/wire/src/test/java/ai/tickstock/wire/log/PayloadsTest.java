package ai.tickstock.wire.log;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.wire.log.Payloads.Kind;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"n\":1,\"epoch\":5,\"offset\":1,\"pub\":\"p\",\"seq\":1}",
        "{\"n\":1,\"epoch\":5,\"offset\":1,\"pub\":\"a \\\"b\\\\\",\"seq\":1}",
        "{\"type\":\"appended\",\"epoch\":5,\"offset\":1,\"count\":3}",
        "{ \"type\" : \"appended\" }",
        "{\"offset\":1}",
        "{\"n\":{\"a\":[1,2]},\"offset\":null}"
      })
  void whatBearsAnOffsetOrAnnouncesIsNews(String payload) {
    assertThat(kind(payload)).isEqualTo(Kind.NEWS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"n\":1}",
        " {\"n\":1} ",
        "{\"n\":{\"offset\":1}}",
        "{\"n\":{\"x\":1,\"epoch\":5,\"offset\":1,\"pub\":\"p\",\"seq\":1}}",
        "{\"a\":\"x,\\\"epoch\\\":5,\\\"offset\\\":1,\\\"pub\\\":\\\"p\\\"\",\"seq\":1}",
        "{\"pub\":\"p\",\"seq\":1}",
        "{\"type\":\"market_tick\"}",
        "{\"type\":[\"appended\"]}"
      })
  void otherObjectsAreMessages(String payload) {
    assertThat(kind(payload)).isEqualTo(Kind.MESSAGE);
  }

  @Test
  void anotherEncodingThanUtf8IsInvalid() {
    for (Charset charset :
        List.of(
            StandardCharsets.UTF_16,
            StandardCharsets.UTF_16BE,
            StandardCharsets.UTF_16LE,
            Charset.forName("UTF-32BE"),
            Charset.forName("UTF-32LE"))) {
      byte[] bytes = "{\"n\":1}".getBytes(charset);
      assertThat(Payloads.kind(bytes, 0, bytes.length)).as("%s", charset).isEqualTo(Kind.INVALID);
    }
    assertThat(kind("\uFEFF{\"n\":1}")).as("a byte order mark").isEqualTo(Kind.INVALID);
  }

  @Test
  void whatNobodyShouldHaveToReadIsInvalid() {
    assertThat(kind("{\"n\":" + "[".repeat(63) + "]".repeat(63) + "}")).isEqualTo(Kind.MESSAGE);
    assertThat(kind("{\"n\":" + "[".repeat(64) + "]".repeat(64) + "}")).isEqualTo(Kind.INVALID);
    assertThat(kind("{\"n\":" + "[".repeat(500_000))).isEqualTo(Kind.INVALID);
    assertThat(kind("{\"n\":\"\\u0000\"}")).isEqualTo(Kind.INVALID);
    assertThat(kind("{\"\\ud800\":1}")).isEqualTo(Kind.INVALID);
    assertThat(kind("{\"n\":[\"\\udc00\\ud800\"]}")).isEqualTo(Kind.INVALID);
    assertThat(kind("{\"n\":[\"\\ud83d\\ude00 😀\"]}")).isEqualTo(Kind.MESSAGE);
    assertThat(kind("{\"n\":" + "9".repeat(100) + "}")).isEqualTo(Kind.MESSAGE);
    assertThat(kind("{\"n\":[" + "9".repeat(101) + "]}")).isEqualTo(Kind.INVALID);
    assertThat(kind("{\"n\":\"" + "x".repeat(Payloads.MOST_BYTES - 8) + "\"}"))
        .isEqualTo(Kind.MESSAGE);
    assertThat(kind("{\"n\":\"" + "x".repeat(Payloads.MOST_BYTES) + "\"}")).isEqualTo(Kind.INVALID);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "}",
        "{",
        "[1]",
        "1",
        "null",
        "\"x\"",
        "{\"n\":}",
        "{\"n\":1}{\"n\":2}",
        "{'n':1}",
        "{\"n\":1,}",
        "{\"n\":01}",
        "{\"n\":NaN}",
        "\"seq\":1}",
        ",\"seq\":1}"
      })
  void theRestIsInvalid(String payload) {
    assertThat(kind(payload)).isEqualTo(Kind.INVALID);
  }

  @Property(tries = 300)
  void whatTheLogPublishesIsAlwaysKnown(
      @ForAll
          @StringLength(min = 1, max = 200)
          @net.jqwik.api.constraints.CharRange(from = ' ', to = '~')
          String publisher,
      @ForAll @LongRange(min = 0) long epoch,
      @ForAll @LongRange(min = 0) long offset) {
    String message =
        "{\"n\":1,\"epoch\":"
            + epoch
            + ",\"offset\":"
            + offset
            + RedisLogServer.suffix(publisher)
            + offset
            + "}";
    assertThat(kind(message)).isEqualTo(Kind.NEWS);
  }

  private static Kind kind(String payload) {
    byte[] bytes = ("xx" + payload + "yy").getBytes(StandardCharsets.UTF_8);
    return Payloads.kind(bytes, 2, bytes.length - 4);
  }
}
