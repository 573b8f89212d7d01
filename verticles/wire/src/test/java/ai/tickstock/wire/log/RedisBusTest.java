package ai.tickstock.wire.log;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

class RedisBusTest extends LogContract {
  private static RedisForTests redis;
  private Path remembered;

  @BeforeAll
  static void redis() {
    redis = RedisForTests.start();
  }

  @AfterAll
  static void noRedis() {
    redis.close();
  }

  @BeforeEach
  void empty() {
    redis.restartEmpty();
  }

  @Override
  BusFactory buses() {
    return RedisBus.factory(options(redis.url()));
  }

  @Override
  BusFactory buses(long retainBytes) {
    return RedisBus.factory(options(redis.url()).withFlush(Duration.ofMillis(5), retainBytes));
  }

  @Override
  void kill() {
    redis.kill();
  }

  @Override
  void start() {
    redis.restart();
  }

  @Override
  void remember() {
    remembered = redis.snapshot();
  }

  @Override
  void restartAsRemembered() {
    redis.restartAsOf(remembered);
  }

  @Override
  void restartEmpty() {
    redis.restartEmpty();
  }

  @Override
  void trim(long firstOffset) {
    redis.cli("EVAL", TRIM, "1", CHANNEL, "" + firstOffset);
  }

  private static final String TRIM =
      "local e = redis.call('XRANGE', KEYS[1], '-', '+', 'COUNT', 1)[1][1] "
          + "return redis.call('XTRIM', KEYS[1], 'MINID', string.match(e, '%d+') .. '-' .. ARGV[1])";
}
