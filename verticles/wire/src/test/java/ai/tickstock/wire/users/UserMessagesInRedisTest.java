package ai.tickstock.wire.users;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.wire.log.RedisBusOptions;
import ai.tickstock.wire.log.RedisForTests;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class UserMessagesInRedisTest extends UserMessagesContract {
  @AutoClose private static final RedisForTests redis = RedisForTests.start();

  private static final List<FireLimit> ONCE = List.of(new FireLimit("*", FireLimit.EVER));

  @Override
  UserMessagesFactory factory() {
    redis.cli("FLUSHALL");
    return RedisUserMessages.factory(RedisBusOptions.of(redis.url()), MOST);
  }

  private static long lives(String key) {
    return Long.parseLong(redis.cli("PTTL", key).substring(1).strip());
  }

  @Test
  void messagesLiveSevenDaysAndWhatFiredIsRememberedLonger() throws Exception {
    UserMessages messages = factory().create(vertx);
    await(messages.fire("ann", new Firing("a", "s", ONCE, 1, "{}")));
    long day = 24 * 3_600_000L;
    assertThat(lives("user_messages:ann")).isBetween(6 * day, 7 * day);
    assertThat(lives("{user_messages:ann}:kept")).isBetween(6 * day, 7 * day);
    assertThat(lives("{user_messages:ann}:fired")).isBetween(29 * day, 30 * day);
    assertThat(lives("{user_messages:ann}:marks:s")).isBetween(29 * day, 30 * day);
    messages.close();
  }

  @Test
  void whatFiredSurvivesAKilledRedis() throws Exception {
    UserMessages messages = factory().create(vertx);
    Firing firing = new Firing("a", "s", ONCE, 1, "{}");
    Fired before = await(messages.fire("ann", firing));
    redis.kill();
    redis.restart();
    Fired again = null;
    while (again == null) {
      again = await(messages.fire("ann", firing).otherwise((Fired) null));
    }
    assertThat(again).isEqualTo(new Fired(Fired.Outcome.ALREADY, before.entry()));
    messages.close();
  }
}
