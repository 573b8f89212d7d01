package ai.tickstock.bench.load;

import ai.tickstock.wire.log.Appender;
import ai.tickstock.wire.log.Bus;
import ai.tickstock.wire.log.RedisBus;
import ai.tickstock.wire.log.RedisBusOptions;
import ai.tickstock.wire.log.TopicOptions;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * One minute boundary of many symbols on the wall clock: from the minute's end to the last bar
 * stored (its event follows the commit) and the last pattern and indicator heard by a plain
 * subscriber. Each symbol has an hour of history, so that every indicator is ready, and five trades
 * in the minute.
 *
 * <p>Arguments: the fat jar, symbols (default 10,000), boundaries, minute by minute (default 5),
 * heap of the producer half (default {@code -Xmx512m}).
 */
public final class BoundaryBurst {
  private static final String TICKS = "tickstock:market:ticks";
  private static final int HISTORY_MINUTES = 60;
  private static final int TRADES = 5;
  private static final long MINUTE_MILLIS = 60_000;
  private static final long SETTLE_MILLIS = 8_000;
  private static final long FIRST_TRADE_MILLIS = 10_000;
  private static final long BETWEEN_TRADES_MILLIS = 10_000;
  private static final List<String> CHANNELS =
      List.of("tickstock.events.bars", "tickstock.events.patterns", "tickstock.events.indicators");

  private final int symbols;
  private final int boundaries;
  private final Vertx vertx = Vertx.vertx();
  private final Context context = vertx.getOrCreateContext();
  private final List<Long> last = new ArrayList<>();
  private final Map<String, Tally> tallies = new LinkedHashMap<>();

  private BoundaryBurst(int symbols, int boundaries) {
    this.symbols = symbols;
    this.boundaries = boundaries;
  }

  public static void main(String[] args) throws Exception {
    if (args.length == 0) {
      System.err.println(
          "usage: BoundaryBurst FAT.jar [symbols=10000] [boundaries=5] [heap=-Xmx512m]");
      System.exit(2);
    }
    int symbols = args.length > 1 ? Integer.parseInt(args[1]) : 10_000;
    int boundaries = args.length > 2 ? Integer.parseInt(args[2]) : 5;
    new BoundaryBurst(symbols, boundaries)
        .run(Path.of(args[0]), args.length > 3 ? args[3] : "-Xmx512m");
    System.exit(0);
  }

  private void run(Path jar, String heap) throws Exception {
    Path home = Files.createTempDirectory("tickstock-burst");
    try (Child pl =
            Child.mesh(
                jar,
                home,
                heap,
                "run",
                "--role",
                "all",
                "--set",
                "source.type=none",
                "--set",
                "http.port=0",
                "--set",
                "log.capacity=20000000",
                "--set",
                "indicators.timeframes=[\"1min\"]",
                "--set",
                "patterns.timeframes=[\"1min\"]");
        Outside outside = Outside.of(home, pl)) {
      history(jar, home, pl, outside);
      for (String channel : CHANNELS) {
        tallies.put(channel, Tally.of(outside.redisPort(), channel));
      }
      Appender appender = get(onContext(() -> appender(outside.redisUrl())));
      long first = System.currentTimeMillis() / MINUTE_MILLIS * MINUTE_MILLIS + MINUTE_MILLIS;
      for (int i = 0; i < boundaries; i++) {
        boundary(appender, first + i * MINUTE_MILLIS);
      }
      summary();
    }
  }

  private Future<Appender> appender(String redisUrl) {
    Bus bus = RedisBus.factory(RedisBusOptions.of(redisUrl)).create(vertx);
    return bus.appender(topic(), "burst:" + System.currentTimeMillis());
  }

  /** An appender belongs to one context. */
  private <T> Future<T> onContext(Supplier<Future<T>> action) {
    Promise<T> done = Promise.promise();
    context.runOnContext(ignored -> action.get().onComplete(done));
    return done.future();
  }

  private static TopicOptions topic() {
    return new TopicOptions(TICKS, TopicOptions.Framing.TICK, Set.of("pl"), 100_000, 20_000_000);
  }

  private void history(Path jar, Path home, Child pl, Outside outside) throws IOException {
    long now = System.currentTimeMillis() / 60_000 * 60_000;
    int ticks = symbols * HISTORY_MINUTES * 2;
    Path file =
        TickFile.write(
            home.resolve("history.csv"), ticks, symbols, now - HISTORY_MINUTES * 60_000L, now);
    try (Child replay = Child.mesh(jar, home, "-Xmx1g", "replay", "--ticks", file.toString())) {
      replay.awaitSuccess();
    }
    Outside.until(
        "history stored",
        pl,
        () -> outside.number("select min(log_offset) from feed_position") >= ticks);
    Outside.until(
        "history analysed",
        pl,
        () ->
            outside.number("select count(distinct stage) from analysis_position") >= 2
                && outside.number(
                        "select count(*) from analysis_position a join feed_position f using (partition)"
                            + " where a.change_no < f.change_no")
                    == 0);
    System.out.printf(
        "%d symbols, %d bars of history%n",
        symbols, outside.number("select count(*) from ohlcv_bars_1min"));
  }

  private void boundary(Appender appender, long minute) throws Exception {
    for (int trade = 0; trade < TRADES; trade++) {
      long time = minute + FIRST_TRADE_MILLIS + trade * BETWEEN_TRADES_MILLIS;
      sleepUntil(time);
      publish(appender, time);
    }
    long end = minute + MINUTE_MILLIS;
    sleepUntil(end - 100);
    tallies.values().forEach(Tally::clear);
    sleepUntil(end + SETTLE_MILLIS);
    System.out.printf("minute %s:%n", Instant.ofEpochMilli(minute));
    tallies.forEach(
        (channel, tally) ->
            System.out.printf(
                "  %-30s %,8d events, the last %,6d ms after the minute's end%n",
                channel, tally.count(), tally.lastMillis() - end));
    last.add(tallies.values().stream().mapToLong(Tally::lastMillis).max().orElseThrow() - end);
  }

  private void summary() {
    long[] sorted = last.stream().mapToLong(Long::longValue).sorted().toArray();
    System.out.printf(
        "last event of %d symbols, ms after the minute's end: median %,d, all %s%n",
        symbols, sorted[sorted.length / 2], last);
  }

  private void publish(Appender appender, long millis) {
    context.runOnContext(
        ignored -> {
          for (int i = 0; i < symbols; i++) {
            double price =
                10 + (i * 31 + millis / 1000 * 7 + (i ^ millis / 1000) % 13) % 4_000 / 100.0;
            appender.append(
                Buffer.buffer(
                    String.format(
                        Locale.ROOT,
                        "{\"type\":\"market_tick\",\"symbol\":\"%s\",\"price\":%.2f,\"volume\":100,"
                            + "\"timestamp\":%.3f,\"source\":\"bench\"}",
                        TickFile.symbol(i),
                        price,
                        millis / 1000.0)));
          }
        });
  }

  private static void sleepUntil(long millis) throws InterruptedException {
    long wait = millis - System.currentTimeMillis();
    if (wait > 0) {
      Thread.sleep(wait);
    }
  }

  private <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }
}
