package ai.tickstock.bench.load;

import ai.tickstock.app.http.Tokens;
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
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * From a pattern's publication in Redis to many browsers: WebSocket clients that each want every
 * pattern, first on our bridge, then on the library's own ({@link StockBridge}) in the same run,
 * round by round. The latency counts from when a message should have been published to when a
 * client has it, so that a backlog shows.
 *
 * <p>Arguments: the fat jar, clients (default 1,000), messages a second (default 10), seconds of a
 * round (default 20), rounds (default 3), clients of ours that stop reading (default 0).
 */
public final class Browsers {
  private static final String CHANNEL = "tickstock.events.patterns";
  static final String SECRET = "a secret for load tests, nothing else uses it";
  private static final String ANCHOR = "\"pattern_detected\"";
  private static final String MARK = "\"sent\":";
  private static final long WARM_UP_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final int CLIENTS_PER_USER = 50;

  private final int clients;
  private final int perSecond;
  private final int seconds;
  private final Vertx vertx = Vertx.vertx();
  private final Context context = vertx.getOrCreateContext();
  private Appender appender;
  private volatile long countFrom;
  private volatile ConcurrentHistogram latencies;

  private Browsers(int clients, int perSecond, int seconds) {
    this.clients = clients;
    this.perSecond = perSecond;
    this.seconds = seconds;
  }

  public static void main(String[] args) throws Exception {
    if (args.length == 0) {
      System.err.println(
          "usage: Browsers FAT.jar [clients=1000] [perSecond=10] [seconds=20] [rounds=3] [frozen=0]");
      System.exit(2);
    }
    int[] numbers = {1_000, 10, 20, 3, 0};
    for (int i = 1; i < args.length; i++) {
      numbers[i - 1] = Integer.parseInt(args[i]);
    }
    new Browsers(numbers[0], numbers[1], numbers[2]).run(Path.of(args[0]), numbers[3], numbers[4]);
    System.exit(0);
  }

  private void run(Path jar, int rounds, int frozen) throws Exception {
    Path home = Files.createTempDirectory("tickstock-browsers");
    int instances = Math.min(4, Runtime.getRuntime().availableProcessors());
    try (Child app =
            Child.mesh(
                jar,
                home,
                "-Xmx512m",
                "run",
                "--role",
                "app",
                "--set",
                "source.type=none",
                "--set",
                "http.port=0",
                "--set",
                "auth.secret=" + SECRET);
        Outside outside = Outside.of(home, app);
        Child stock = stock(jar, home, outside.redisUrl(), instances)) {
      int ours = httpPort(home);
      int theirs = printedPort(stock);
      appender = get(onContext(() -> appender(outside.redisUrl())));
      List<Histogram> our = new ArrayList<>();
      List<Histogram> their = new ArrayList<>();
      for (int round = 0; round < rounds; round++) {
        our.add(round("ours ", ours, "/eventbus/websocket?batch=1", true, frozen));
        their.add(round("stock", theirs, "/eventbus/websocket", false, 0));
      }
      System.out.printf(
          "%d clients, %d messages/s, median of %d rounds: ours p50 %.1f p99 %.1f max %.1f ms,"
              + " stock p50 %.1f p99 %.1f max %.1f ms%n",
          clients,
          perSecond,
          rounds,
          median(our, 50),
          median(our, 99),
          median(our, 100),
          median(their, 50),
          median(their, 99),
          median(their, 100));
    }
  }

  private static Child stock(Path jar, Path home, String redisUrl, int instances) {
    String classes =
        System.getProperty("java.class.path") + System.getProperty("path.separator") + jar;
    return Child.start(
        home.resolve("stock.log"),
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-cp",
            classes,
            StockBridge.class.getName(),
            redisUrl,
            CHANNEL,
            "pattern_alert",
            String.valueOf(instances)));
  }

  static int httpPort(Path home) throws Exception {
    JsonObject run = new JsonObject(Files.readString(home.resolve("data").resolve("run.json")));
    Matcher url = Pattern.compile("http://[^\"]*:(\\d+)").matcher(run.encode());
    if (!url.find()) {
      throw new IllegalStateException("no http in run.json");
    }
    return URI.create(url.group()).getPort();
  }

  private static int printedPort(Child stock) throws Exception {
    Pattern line = Pattern.compile("port (\\d+)");
    Outside.until("port", stock, () -> line.matcher(Files.readString(stock.output())).find());
    Matcher port = line.matcher(Files.readString(stock.output()));
    port.find();
    return Integer.parseInt(port.group(1));
  }

  private Future<Appender> appender(String redisUrl) {
    Bus bus = RedisBus.factory(RedisBusOptions.of(redisUrl)).create(vertx);
    TopicOptions topic =
        new TopicOptions(CHANNEL, TopicOptions.Framing.TICK, Set.of("app"), 100_000, 20_000_000);
    return bus.appender(topic, "browsers:" + System.currentTimeMillis());
  }

  private Histogram round(String name, int port, String uri, boolean withTokens, int frozen)
      throws Exception {
    Tokens tokens = new Tokens(vertx, SECRET);
    latencies = new ConcurrentHistogram(3);
    countFrom = Long.MAX_VALUE;
    try (BrowserCrowd crowd = new BrowserCrowd(vertx, ANCHOR, MARK, this::arrived)) {
      crowd.connect(
          clients + frozen,
          port,
          uri,
          i -> withTokens ? tokens.sign("user-" + i / CLIENTS_PER_USER, Duration.ofHours(1)) : null,
          i -> List.of("{\"type\":\"register\",\"address\":\"pattern_alert\"}"));
      for (int i = 0; i < frozen; i++) {
        crowd.freeze(clients + i);
      }
      long warm = publish(WARM_UP_NANOS);
      long before = settled(crowd, warm * clients);
      countFrom = System.nanoTime();
      long sent = publish(TimeUnit.SECONDS.toNanos(seconds));
      long arrived = settled(crowd, before + sent * clients) - before;
      System.out.printf(
          "%s %,9d of %,9d arrived, ms: p50 %6.1f  p90 %6.1f  p99 %6.1f  p99.9 %6.1f  max %6.1f%n",
          name,
          arrived,
          sent * clients,
          at(latencies, 50),
          at(latencies, 90),
          at(latencies, 99),
          at(latencies, 99.9),
          at(latencies, 100));
    }
    return latencies;
  }

  private void arrived(long sentNanos) {
    if (sentNanos >= countFrom) {
      latencies.recordValue((System.nanoTime() - sentNanos) / 1_000);
    }
  }

  /** Publishes at the rate, each message bearing when it is due. */
  private long publish(long nanos) {
    long begin = System.nanoTime();
    long every = TimeUnit.SECONDS.toNanos(1) / perSecond;
    long count = nanos / every;
    for (long i = 0; i < count; i++) {
      long due = begin + i * every;
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      Buffer message = message(i, due);
      context.runOnContext(
          here -> {
            appender.append(message);
            appender.flush();
          });
    }
    return count;
  }

  private static Buffer message(long i, long dueNanos) {
    return Buffer.buffer(
        "{\"event_type\":\"pattern_detected\",\"pattern\":\"Doji\",\"symbol\":\"SYM"
            + i % 50
            + "\",\"timestamp\":"
            + System.currentTimeMillis() / 1000.0
            + ",\"confidence\":0.85,\"timeframe\":\"1min\",\"direction\":\"reversal\","
            + "\"source\":\"tickstock_pl\",\"metadata\":{\"price\":150.25,\"volume\":1000,\"sent\":"
            + dueNanos
            + ",\"bar_timestamp\":\"2025-10-15 14:23:00\",\"bar_time\":1760538180},"
            + "\"event_id\":\"SYM"
            + i % 50
            + "|Doji|1min|"
            + i
            + "\",\"revision\":0}");
  }

  /** Waits until so many have come, or nothing has for five seconds. */
  private static long settled(BrowserCrowd crowd, long expected) {
    long before = -1;
    long now = crowd.received();
    for (long last = System.nanoTime();
        now < expected && System.nanoTime() - last < PATIENCE_NANOS;
        now = crowd.received()) {
      if (now != before) {
        before = now;
        last = System.nanoTime();
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
    return now;
  }

  static double at(Histogram histogram, double percentile) {
    return histogram.getValueAtPercentile(percentile) / 1_000.0;
  }

  private static double median(List<Histogram> rounds, double percentile) {
    double[] sorted =
        rounds.stream().mapToDouble(round -> at(round, percentile)).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  /** An appender belongs to one context. */
  private <T> Future<T> onContext(Supplier<Future<T>> action) {
    Promise<T> done = Promise.promise();
    context.runOnContext(ignored -> action.get().onComplete(done));
    return done.future();
  }

  private static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }
}
