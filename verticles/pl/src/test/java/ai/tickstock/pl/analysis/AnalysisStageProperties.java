package ai.tickstock.pl.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.tickstock.market.Bar;
import ai.tickstock.market.Timeframe;
import ai.tickstock.store.BarChange;
import ai.tickstock.wire.log.MemoryBroker;
import ai.tickstock.wire.log.RedisBus;
import ai.tickstock.wire.log.RedisBusOptions;
import ai.tickstock.wire.log.RedisForTests;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

class AnalysisStageProperties {
  private static final List<String> SYMBOLS = List.of("AAPL", "MSFT", "ES", "BTC-USD");
  private static final List<Timeframe> TIMEFRAMES = List.of(Timeframe.MIN_1, Timeframe.MIN_5);

  /**
   * Random bars, amendments and late closings, in random commits, some of whose pushes are lost,
   * with failing commits and stages that are killed and replaced at any moment: the highest
   * revision of every event is what a fresh computation over the final bars gives.
   */
  @Property(tries = 15, shrinking = ShrinkingMode.OFF)
  void theLatestEventsAreThoseOfTheFinalBars(@ForAll long seed) {
    try (StageRun run = RisingVerticle.run(new FakeStore(), new MemoryBroker())) {
      runAtRandom(new Random(seed), run, 60);
    }
  }

  @Property(tries = 2, shrinking = ShrinkingMode.OFF)
  void theSameOverARealDatabaseAndARealRedis(@ForAll long seed) {
    try (RedisForTests redis = RedisForTests.start(RedisForTests.Aof.OFF);
        StageRun run =
            RisingVerticle.run(new PgWorld(), RedisBus.factory(RedisBusOptions.of(redis.url())))) {
      runAtRandom(new Random(seed), run, 40);
    }
  }

  private static void runAtRandom(Random random, StageRun run, int commits) {
    // Fewer states than there are series: those that were forgotten are made from stored bars
    // again.
    run.with(new JsonObject().put("states", 1 + random.nextInt(3)));
    run.start();
    for (int commit = 0; commit < commits; commit++) {
      List<BarChange> changes = run.world.commit(bars(random, commit));
      if (random.nextInt(8) > 0) {
        run.push(changes);
      }
      disturb(random, run);
    }
    run.faults.failCommits(0);
    for (String symbol : SYMBOLS) {
      run.commit(StageRun.bar(symbol, 10_000, 1));
    }
    run.awaitDone();
    Map<String, JsonObject> latest = run.published(RisingVerticle.TOPIC).latest();
    compare(expected(run.world), latest);
  }

  private static void disturb(Random random, StageRun run) {
    switch (random.nextInt(12)) {
      case 0 -> run.start(); // another one takes over, wherever the first is
      case 1 -> run.faults.failCommits(1 + random.nextInt(2));
      case 2 -> run.faults.failCalls(1);
      case 3 -> run.awaitDone(50);
      default -> {}
    }
  }

  private static List<Bar> bars(Random random, int commit) {
    List<Bar> bars = new ArrayList<>();
    for (int i = random.nextInt(5); i >= 0; i--) {
      String symbol = SYMBOLS.get(random.nextInt(SYMBOLS.size()));
      Timeframe timeframe = TIMEFRAMES.get(random.nextInt(TIMEFRAMES.size()));
      int minute = Math.max(0, commit - (random.nextInt(4) == 0 ? random.nextInt(20) : 0));
      bars.add(StageRun.bar(symbol, timeframe, minute, 1 + random.nextInt(9)));
    }
    return bars;
  }

  private static Map<String, Double> expected(World world) {
    RisingAnalysis analysis = new RisingAnalysis(world.writer(), "");
    Map<String, Double> expected = new TreeMap<>();
    for (String symbol : SYMBOLS) {
      for (Timeframe timeframe : TIMEFRAMES) {
        RisingAnalysis.State state = analysis.fresh(timeframe);
        for (Bar bar : world.bars(symbol, timeframe)) {
          analysis.add(state, bar);
          expected.put(RisingAnalysis.id("half", bar), state.half);
          if (state.rising) {
            expected.put(RisingAnalysis.id("rising", bar), state.close);
          }
        }
      }
    }
    return expected;
  }

  private static void compare(Map<String, Double> expected, Map<String, JsonObject> latest) {
    Map<String, JsonObject> holding = new TreeMap<>(latest);
    holding.values().removeIf(event -> event.getBoolean("retracted"));
    assertThat(holding.keySet()).isEqualTo(expected.keySet());
    expected.forEach(
        (id, value) ->
            assertThat(holding.get(id).getDouble("value")).as(id).isCloseTo(value, within(1e-10)));
  }
}
