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
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
 * <p>Arguments: the fat jar, symbols (default 10,000), boundaries (default 3), heap of the producer
 * half (default {@code -Xmx512m}).
 */
public final class BoundaryBurst {
  private static final String TICKS = "tickstock:market:ticks";
  private static final int HISTORY_MINUTES = 60;
  private static final int TRADES = 5;
  private static final List<String> CHANNELS =
      List.of("tickstock.events.bars", "tickstock.events.patterns", "tickstock.events.indicators");

  /**
   * Events of one channel that tell of one minute. Written by one event loop, read by the driver.
   */
  private static final class Tally {
    private volatile int count;
    private volatile long lastMillis;
  }

  private final int symbols;
  private final int boundaries;
  private final Vertx vertx = Vertx.vertx();
  private final Context context = vertx.getOrCreateContext();
  private final Map<String, Tally> tallies = new LinkedHashMap<>();
  private volatile Buffer wanted = Buffer.buffer();

  private BoundaryBurst(int symbols, int boundaries) {
    this.symbols = symbols;
    this.boundaries = boundaries;
  }

  public static void main(String[] args) throws Exception {
    if (args.length == 0) {
      System.err.println(
          "usage: BoundaryBurst FAT.jar [symbols=10000] [boundaries=3] [heap=-Xmx512m]");
      System.exit(2);
    }
    int symbols = args.length > 1 ? Integer.parseInt(args[1]) : 10_000;
    int boundaries = args.length > 2 ? Integer.parseInt(args[2]) : 3;
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
        tallies.put(channel, new Tally());
        listen(outside.redisUrl(), channel);
      }
      Appender appender = get(onContext(() -> appender(outside.redisUrl())));
      for (int i = 0; i < boundaries; i++) {
        boundary(appender);
      }
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

  private void boundary(Appender appender) throws Exception {
    long minute = System.currentTimeMillis() / 60_000 * 60_000 + 60_000;
    sleepUntil(minute + 1_000);
    tallies.values().forEach(tally -> tally.count = 0);
    wanted = Buffer.buffer("\"bar_time\":" + minute / 1000);
    for (int trade = 0; trade < TRADES; trade++) {
      sleepUntil(minute + 2_000 + trade * 10_000L);
      publish(appender, minute + 2_000 + trade * 10_000L);
    }
    long end = minute + 60_000;
    sleepUntil(end + 8_000);
    System.out.printf("minute %s:%n", java.time.Instant.ofEpochMilli(minute));
    tallies.forEach(
        (channel, tally) ->
            System.out.printf(
                "  %-30s %,8d events, the last %,6d ms after the minute's end%n",
                channel, tally.count, tally.lastMillis - end));
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

  private void listen(String url, String channel) throws Exception {
    RedisConnection connection = get(Redis.createClient(vertx, url).connect());
    Tally tally = tallies.get(channel);
    connection.handler(
        push -> {
          if (push.size() > 2 && "message".equals(push.get(0).toString())) {
            byte[] message = push.get(2).toBytes();
            if (contains(message, wanted.getBytes())) {
              tally.count = tally.count + 1;
              tally.lastMillis = System.currentTimeMillis();
            }
          }
        });
    connection.send(Request.cmd(Command.SUBSCRIBE).arg(channel));
  }

  private static boolean contains(byte[] text, byte[] word) {
    for (int i = 0; i + word.length <= text.length; i++) {
      int k = 0;
      while (k < word.length && text[i + k] == word[k]) {
        k++;
      }
      if (k == word.length) {
        return true;
      }
    }
    return false;
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
