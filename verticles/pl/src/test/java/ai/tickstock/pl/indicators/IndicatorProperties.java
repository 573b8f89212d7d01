package ai.tickstock.pl.indicators;

import ai.tickstock.analytics.indicators.IndicatorSet;
import ai.tickstock.analytics.indicators.IndicatorSpec;
import ai.tickstock.analytics.indicators.IndicatorSpecs;
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
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
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
  private static final List<IndicatorSpec> CUMULATIVE =
      IndicatorSpecs.list("MAXINDEX(7),VWAP_ANCHORED,SUPERTREND,SMA(5)");

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

  /** What remembers every bar goes on from its saved state, and is amended from it. */
  @Property(tries = 3, shrinking = ShrinkingMode.OFF)
  void cumulativeValuesAreThoseOfAllBarsThereEverWere(@ForAll long seed) {
    check(new FakeStore(), new MemoryBroker(), seed, 300, CUMULATIVE, published -> {});
  }

  @Property(tries = 1, shrinking = ShrinkingMode.OFF)
  void cumulativeValuesAreSoOverARealDatabase(@ForAll long seed) {
    PgWorld world = new PgWorld();
    check(
        world,
        new MemoryBroker(),
        seed,
        150,
        CUMULATIVE,
        published -> StoredHistory.of(world).compare(published));
  }

  private static void check(World world, BusFactory bus, long seed, int minutes) {
    check(world, bus, seed, minutes, published -> {});
  }

  private static void check(
      World world, BusFactory bus, long seed, int minutes, Consumer<Map<String, JsonObject>> also) {
    check(world, bus, seed, minutes, IndicatorSet.defaults(), also);
  }

  /**
   * @param also looks at the newest events, by event id, while the world still stands
   */
  private static void check(
      World world,
      BusFactory bus,
      long seed,
      int minutes,
      List<IndicatorSpec> specs,
      Consumer<Map<String, JsonObject>> also) {
    try (StageRun run = new StageRun(world, bus, IndicatorVerticle::new, IndicatorVerticle.STAGE)) {
      JsonArray enabled = new JsonArray();
      specs.forEach(
          spec ->
              enabled.add(
                  new JsonObject()
                      .put("name", spec.name())
                      .put("parameters", new JsonObject(Map.copyOf(spec.parameters())))));
      run.with(
          new JsonObject()
              .put(
                  "indicators",
                  new JsonObject().put("enabled", enabled).put("historyBars", 1_000_000)));
      Turmoil.run(run, seed, minutes);
      Map<String, JsonObject> published =
          run.published(Topics.from(new JsonObject()).topic(Channels.INDICATORS)).latest();
      ExpectedValues.of(world, specs, MarketCalendar.newYork(), Turmoil.symbols())
          .compare(published);
      also.accept(published);
    }
  }
}
