package ai.tickstock.wire.log;

import org.junit.jupiter.api.AutoClose;

class ChannelOverRedisTest extends ChannelContract {
  @AutoClose private static final RedisForTests redis = RedisForTests.start();

  @Override
  ServerForTests server() {
    redis.restartEmpty();
    return new RealServerForTests(redis);
  }
}
