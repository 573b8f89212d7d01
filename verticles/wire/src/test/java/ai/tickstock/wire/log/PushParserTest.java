package ai.tickstock.wire.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PushParserTest implements PushParser.Listener {
  private final List<String> told = new ArrayList<>();

  @Override
  public void message(byte[] bytes, int channel, int channelLength, int payload, int size) {
    told.add(text(bytes, channel, channelLength) + ": " + text(bytes, payload, size));
  }

  @Override
  public void pushed(String kind, String channel) {
    told.add(kind + " " + channel);
  }

  @Override
  public void answered(String line) {
    told.add("answer " + line);
  }

  private static String text(byte[] bytes, int from, int length) {
    return new String(bytes, from, length, StandardCharsets.UTF_8);
  }

  private static final String ALL =
      "%2\r\n$6\r\nserver\r\n$5\r\nredis\r\n$7\r\nmodules\r\n*1\r\n%1\r\n+a\r\n*0\r\n"
          + ">3\r\n$9\r\nsubscribe\r\n$2\r\nch\r\n:1\r\n"
          + ">3\r\n$7\r\nmessage\r\n$2\r\nch\r\n$5\r\nh\r\nié\r\n".replace("$5", "$6")
          + "+PONG\r\n"
          + ">3\r\n$7\r\nmessage\r\n$2\r\nch\r\n$0\r\n\r\n"
          + "-ERR no\r\n"
          + "$-1\r\n_\r\n"
          + ">3\r\n$11\r\nunsubscribe\r\n$2\r\nch\r\n:0\r\n";

  @Test
  void pushesAndAnswersAreToldApart() {
    feed(ALL.getBytes(StandardCharsets.UTF_8), new int[] {10_000});
    assertThat(told)
        .containsExactly(
            "answer %2",
            "subscribe ch",
            "ch: h\r\nié",
            "answer +PONG",
            "ch: ",
            "answer -ERR no",
            "answer $-1",
            "answer _",
            "unsubscribe ch");
  }

  @Property(tries = 200)
  void howTheBytesArriveDoesNotMatter(
      @ForAll @Size(min = 1, max = 50) List<@IntRange(min = 1, max = 40) Integer> pieces) {
    byte[] bytes = ALL.getBytes(StandardCharsets.UTF_8);
    told.clear();
    feed(bytes, new int[] {bytes.length});
    List<String> whole = List.copyOf(told);
    told.clear();
    feed(bytes, pieces.stream().mapToInt(Integer::intValue).toArray());
    assertThat(told).isEqualTo(whole);
  }

  @Property(tries = 20)
  void ofAMessageThatIsTooLongOnlyTheBeginningIsKeptAndTheNextIsHeard(
      @ForAll @IntRange(min = 1, max = 100_000) int piece) {
    String beginning = "{" + "x".repeat(199);
    String longOne = beginning + "y".repeat(Payloads.MOST_BYTES);
    String all = message(longOne) + message("{}");
    told.clear();
    feed(all.getBytes(StandardCharsets.UTF_8), new int[] {piece});
    assertThat(told).containsExactly("ch: " + beginning, "ch: {}");
  }

  @Test
  void aMessageTooLongForAnyMemoryTakesNone() {
    PushParser parser = new PushParser(this);
    byte[] begin = message("").replace("$0", "$" + 500_000_000).getBytes(StandardCharsets.UTF_8);
    int most = 0;
    put(parser, begin, begin.length - 2);
    byte[] more = new byte[1 << 16];
    for (long left = 500_000_002; left > 0; left -= more.length) {
      most = Math.max(most, put(parser, more, (int) Math.min(left, more.length)));
    }
    byte[] next = message("{}").getBytes(StandardCharsets.UTF_8);
    put(parser, next, next.length);
    assertThat(most).isLessThan(1 << 20);
    assertThat(told).hasSize(2).endsWith("ch: {}");
  }

  private static int put(PushParser parser, byte[] bytes, int size) {
    byte[] room = parser.room(size);
    System.arraycopy(bytes, 0, room, parser.length(), size);
    parser.filled(size);
    return room.length;
  }

  private static String message(String payload) {
    return ">3\r\n$7\r\nmessage\r\n$2\r\nch\r\n$" + payload.length() + "\r\n" + payload + "\r\n";
  }

  private void feed(byte[] bytes, int[] pieces) {
    PushParser parser = new PushParser(this);
    int at = 0;
    for (int i = 0; at < bytes.length; i++) {
      int size = Math.min(pieces[i % pieces.length], bytes.length - at);
      byte[] room = parser.room(size);
      System.arraycopy(bytes, at, room, parser.length(), size);
      parser.filled(size);
      at += size;
    }
  }
}
