package ai.tickstock.pl.indicators;

import ai.tickstock.analytics.indicators.IndicatorSet;
import ai.tickstock.market.MarketCalendar;
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
import java.util.Map;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/**
 * Whatever happens, the highest revision of every value is that of the final bars, to 1e-10, and so
 * is the stored history.
 */
class IndicatorProperties {
  @Property(tries = 3, shrinking = ShrinkingMode.OFF)
  void theLatestValuesAreThoseOfTheFinalBars(@ForAll long seed) {
    check(new FakeStore(), new MemoryBroker(), seed, 550);
  }

  @Property(tries = 1, shrinking = ShrinkingMode.OFF)
  void theSameOverARealDatabaseAndARealRedis(@ForAll long seed) {
    try (RedisForTests redis = RedisForTests.start(RedisForTests.Aof.OFF)) {
      PgWorld world = new PgWorld();
      check(
          world,
          RedisBus.factory(RedisBusOptions.of(redis.url())),
          seed,
          250,
          published -> StoredHistory.of(world).compare(published));
    }
  }

  private static void check(World world, BusFactory bus, long seed, int minutes) {
    check(world, bus, seed, minutes, published -> {});
  }

  /**
   * @param also looks at the newest events, by event id, while the world still stands
   */
  private static void check(
      World world, BusFactory bus, long seed, int minutes, Consumer<Map<String, JsonObject>> also) {
    try (StageRun run = new StageRun(world, bus, IndicatorVerticle::new, IndicatorVerticle.STAGE)) {
      Turmoil.run(run, seed, minutes);
      Map<String, JsonObject> published =
          run.published(Topics.from(new JsonObject()).topic(Channels.INDICATORS)).latest();
      ExpectedValues.of(world, IndicatorSet.defaults(), MarketCalendar.newYork(), Turmoil.symbols())
          .compare(published);
      also.accept(published);
    }
  }
}
