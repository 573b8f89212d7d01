package ai.tickstock.wire.log;

import java.nio.file.Path;

/** A real Redis. */
final class RealServerForTests implements ServerForTests {
  private static final String TRIM =
      "local e = redis.call('XRANGE', KEYS[1], '-', '+', 'COUNT', 1)[1][1] "
          + "return redis.call('XTRIM', KEYS[1], 'MINID', string.match(e, '%d+') .. '-' .. ARGV[1])";

  private final RedisForTests redis;
  private Path remembered;

  RealServerForTests(RedisForTests redis) {
    this.redis = redis;
  }

  @Override
  public String url() {
    return redis.url();
  }

  @Override
  public BusFactory buses(RedisBusOptions options) {
    return RedisBus.factory(options);
  }

  @Override
  public void kill() {
    redis.kill();
  }

  @Override
  public void start() {
    redis.restart();
  }

  @Override
  public void remember() {
    remembered = redis.snapshot();
  }

  @Override
  public void restartAsRemembered() {
    redis.restartAsOf(remembered);
  }

  @Override
  public void restartEmpty() {
    redis.restartEmpty();
  }

  @Override
  public void trim(String channel, long firstOffset) {
    redis.cli("EVAL", TRIM, "1", channel, "" + firstOffset);
  }
}
