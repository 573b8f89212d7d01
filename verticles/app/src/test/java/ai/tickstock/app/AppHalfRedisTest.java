package ai.tickstock.app;

import ai.tickstock.wire.log.BusFactory;
import ai.tickstock.wire.log.RedisBus;
import ai.tickstock.wire.log.RedisBusOptions;
import ai.tickstock.wire.log.RedisForTests;
import org.junit.jupiter.api.AutoClose;

class AppHalfRedisTest extends AppHalfContract {
  @AutoClose private final RedisForTests redis = RedisForTests.start();

  @Override
  BusFactory buses() {
    return RedisBus.factory(RedisBusOptions.of(redis.url()));
  }
}
