package ai.tickstock.pl.backtest;

import ai.tickstock.wire.jobs.JobBoards;
import ai.tickstock.wire.jobs.RedisJobBoard;
import ai.tickstock.wire.log.BusFactory;
import ai.tickstock.wire.log.RedisBus;
import ai.tickstock.wire.log.RedisBusOptions;
import ai.tickstock.wire.log.RedisForTests;
import org.junit.jupiter.api.AutoClose;

class BacktestJobsOverRedisTest extends BacktestJobsContract {
  @AutoClose private static final RedisForTests redis = RedisForTests.start(RedisForTests.Aof.OFF);

  @Override
  BusFactory buses() {
    redis.restartEmpty();
    return RedisBus.factory(RedisBusOptions.of(redis.url()));
  }

  @Override
  JobBoards boards() {
    return RedisJobBoard.factory(RedisBusOptions.of(redis.url()));
  }
}
