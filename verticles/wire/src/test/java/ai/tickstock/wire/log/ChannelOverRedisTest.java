package ai.tickstock.wire.log;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class ChannelOverRedisTest extends ChannelContract {
  private static RedisForTests redis;

  @BeforeAll
  static void redis() {
    redis = RedisForTests.start();
  }

  @AfterAll
  static void noRedis() {
    redis.close();
  }

  @Override
  ServerForTests server() {
    redis.restartEmpty();
    return new RealServerForTests(redis);
  }
}
