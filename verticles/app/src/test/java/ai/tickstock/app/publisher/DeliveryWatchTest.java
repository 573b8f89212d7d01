package ai.tickstock.app.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class DeliveryWatchTest {
  private final DeliveryWatch watch = new DeliveryWatch("me:1");

  private void plSays(String publisher, long from, long through, long messages) {
    JsonObject read =
        new JsonObject().put("from", from).put("through", through).put("messages", messages);
    JsonObject publishers = new JsonObject().put(publisher, read);
    watch.heard(new JsonObject().put("delivery", new JsonObject().put("publishers", publishers)));
  }

  @Test
  void whatIsOnItsWayIsNoDifference() {
    for (int i = 1; i <= 10; i++) {
      plSays("me:1", 1, Math.max(0, 1_000L * (i - 2)), Math.max(0, 1_000L * (i - 2)));
      assertThat(watch.look(1_000L * i)).isFalse();
      assertThat(watch.trouble()).isNull();
    }
  }

  @Test
  void whatTwoLooksInARowSeeUnreadIsADifferenceUntilItIsRead() {
    plSays("me:1", 1, 400, 400);
    watch.look(1_000);
    watch.look(2_000);
    watch.look(3_000);
    assertThat(watch.trouble()).as("one look").isNull();
    assertThat(watch.look(4_000)).isTrue();
    assertThat(watch.difference()).isEqualTo(1_600);
    assertThat(watch.trouble())
        .isEqualTo("PL reads on no more: 1600 messages published are not consumed");
    assertThat(watch.look(5_000)).as("said once").isFalse();
    plSays("me:1", 1, 5_000, 5_000);
    watch.look(5_000);
    assertThat(watch.trouble()).isNull();
    assertThat(watch.difference()).isZero();
  }

  @Test
  void whoIsBehindAndReadsOnIsNotStanding() {
    watch.look(1_000_000);
    for (int i = 1; i <= 10; i++) {
      plSays("me:1", 1, 1_000L * i, 1_000L * i);
      assertThat(watch.look(1_000_000)).isFalse();
    }
  }

  @Test
  void messagesThatNeverArrivedAreADifference() {
    plSays("me:1", 1, 1_000, 990);
    assertThat(watch.look(1_000)).isFalse();
    plSays("me:1", 1, 2_000, 1_990);
    assertThat(watch.look(2_000)).isTrue();
    assertThat(watch.trouble()).isEqualTo("PL consumed 1990 of the 2000 messages it should have");
    assertThat(watch.difference()).isEqualTo(10);
  }

  @Test
  void aPlThatStartedAnewCountsFromWhereItBegan() {
    plSays("me:1", 1, 5_000, 5_000);
    watch.look(5_000);
    watch.look(5_000);
    plSays("me:1", 4_901, 6_000, 1_100);
    watch.look(6_000);
    watch.look(6_000);
    watch.look(6_000);
    assertThat(watch.trouble()).isNull();
  }

  @Test
  void whatIsSaidOfOthersDoesNotMatter() {
    plSays("me:0", 1, 10, 10);
    watch.heard(new JsonObject().put("source", "pl"));
    for (int i = 0; i < 5; i++) {
      assertThat(watch.look(1_000)).isFalse();
    }
  }
}
