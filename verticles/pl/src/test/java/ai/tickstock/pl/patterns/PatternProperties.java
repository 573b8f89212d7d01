package ai.tickstock.pl.patterns;

import ai.tickstock.pl.analysis.FakeStore;
import ai.tickstock.pl.analysis.PgWorld;
import ai.tickstock.pl.analysis.StageRun;
import ai.tickstock.pl.analysis.Turmoil;
import ai.tickstock.pl.analysis.World;
import ai.tickstock.wire.Channels;
import ai.tickstock.wire.Topics;
import ai.tickstock.wire.log.BusFactory;
import ai.tickstock.wire.log.MemoryBroker;
import ai.tickstock.wire.log.RedisBus;
import ai.tickstock.wire.log.RedisBusOptions;
import ai.tickstock.wire.log.RedisForTests;
import io.vertx.core.json.JsonObject;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Whatever happens, what holds in the end is what the final bars show, to the last bit. */
class PatternProperties {
  @Property(tries = 8, shrinking = ShrinkingMode.OFF)
  void theLatestPatternsAreThoseOfTheFinalBars(@ForAll long seed) {
    FakeStore store = new FakeStore();
    check(store, new MemoryBroker(), seed, 200).compareRows(store.patterns);
  }

  @Property(tries = 1, shrinking = ShrinkingMode.OFF)
  void theSameOverARealDatabaseAndARealRedis(@ForAll long seed) {
    try (RedisForTests redis = RedisForTests.start(RedisForTests.Aof.OFF)) {
      check(new PgWorld(), RedisBus.factory(RedisBusOptions.of(redis.url())), seed, 120);
    }
  }

  private static ExpectedPatterns check(World world, BusFactory bus, long seed, int minutes) {
    try (StageRun run =
        new StageRun(world, bus, PatternDetectionVerticle::new, PatternDetectionVerticle.STAGE)) {
      Turmoil.run(run, seed, minutes);
      ExpectedPatterns expected = ExpectedPatterns.of(world, Turmoil.symbols());
      expected.compare(
          run.published(Topics.from(new JsonObject()).topic(Channels.PATTERNS)).latest());
      return expected;
    }
  }
}
