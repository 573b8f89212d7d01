package ai.tickstock.wire.log;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.wire.log.Payloads.Kind;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;
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
