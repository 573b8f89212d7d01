package ai.tickstock.bench.load;

import ai.tickstock.app.http.Tokens;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.HdrHistogram.ConcurrentHistogram;

/**
 * A whole mesh with many browsers, on the wall clock: from a pattern's being computed, the time it
 * bears, to its being in a browser. Each browser wants all patterns, and of one symbol the bars as
 * they form and the indicators, as the page does. The patterns of a minute come together.
 *
 * <p>Arguments: the fat jar, clients (default 1,000), symbols (default 50), minutes (default 4).
 */
public final class BrowserBoundary {
  private static final String ANCHOR = "\"pattern_detected\"";
  private static final String MARK = "\"timestamp\":";
  private static final String ALERTS =
      "{\"type\":\"rec\",\"body\":{\"event_type\":\"pattern_detected\",\"timestamp\":1764000000.25}},"
          .repeat(20);
  private static final int WARM_UPS = 20_000;
  private static final int CLIENTS_PER_USER = 50;
  private static final long MINUTE_MILLIS = 60_000;
  private static final long SETTLE_MILLIS = 8_000;

  private BrowserBoundary() {}

  public static void main(String[] args) throws Exception {
    if (args.length == 0) {
      System.err.println("usage: BrowserBoundary FAT.jar [clients=1000] [symbols=50] [minutes=4]");
      System.exit(2);
    }
    int clients = args.length > 1 ? Integer.parseInt(args[1]) : 1_000;
    int symbols = args.length > 2 ? Integer.parseInt(args[2]) : 50;
    int minutes = args.length > 3 ? Integer.parseInt(args[3]) : 4;
    run(Path.of(args[0]), clients, symbols, minutes);
    System.exit(0);
  }

  private static void run(Path jar, int clients, int symbols, int minutes) throws Exception {
    Path home = Files.createTempDirectory("tickstock-boundary");
    List<String> names = IntStream.range(0, symbols).mapToObj(TickFile::symbol).toList();
    try (Child mesh =
            Child.mesh(
                jar,
                home,
                "-Xmx512m",
                "run",
                "--set",
                "http.port=0",
                "--set",
                "auth.secret=" + Browsers.SECRET,
                "--set",
                "source.synthetic.symbols=" + String.join(",", names),
                "--set",
                "source.synthetic.rate=500");
        Outside outside = Outside.of(home, mesh)) {
      Outside.until(
          "history",
          mesh,
          () ->
              outside.number("select count(*) from ohlcv_bars_1min") > symbols * 500L
                  && outside.number(
                          "select count(*) from analysis_position a join feed_position f"
                              + " using (partition) where a.change_no < f.change_no")
                      == 0);
      watch(Browsers.httpPort(home), clients, minutes, names);
    }
  }

  private static void watch(int port, int clients, int minutes, List<String> symbols)
      throws Exception {
    Vertx vertx = Vertx.vertx();
    Tokens tokens = new Tokens(vertx, Browsers.SECRET);
    ConcurrentHistogram all = new ConcurrentHistogram(3);
    ConcurrentHistogram[] minute = {new ConcurrentHistogram(3)};
    try (BrowserCrowd crowd =
        new BrowserCrowd(
            vertx,
            ANCHOR,
            MARK,
            made -> {
              long late = Math.max(0, System.currentTimeMillis() - made);
              minute[0].recordValue(late);
            })) {
      crowd.connect(
          clients,
          port,
          "/eventbus/websocket?batch=1",
          i -> tokens.sign("user-" + i / CLIENTS_PER_USER, Duration.ofHours(1)),
          i -> hello(symbols.get(i % symbols.size())));
      crowd.warmUp(ALERTS, WARM_UPS);
      for (int i = 0; i < minutes; i++) {
        long now = System.currentTimeMillis();
        long end = now / MINUTE_MILLIS * MINUTE_MILLIS + MINUTE_MILLIS;
        Thread.sleep(end - 1_000 - now);
        minute[0] = new ConcurrentHistogram(3);
        Thread.sleep(1_000 + SETTLE_MILLIS);
        crowd.say("{\"type\":\"ping\"}");
        say("minute " + (i + 1), minute[0]);
        all.add(minute[0]);
      }
      say("all", all);
    }
  }

  private static void say(String what, ConcurrentHistogram late) {
    System.out.printf(
        "%-9s %,9d alerts in browsers, ms since computed: min %d  p50 %d  p90 %d  p99 %d  max %d%n",
        what,
        late.getTotalCount(),
        late.getTotalCount() == 0 ? 0 : late.getMinValue(),
        late.getValueAtPercentile(50),
        late.getValueAtPercentile(90),
        late.getValueAtPercentile(99),
        late.getMaxValue());
  }

  private static List<String> hello(String symbol) {
    String one = ",\"headers\":{\"symbols\":\"" + symbol + "\",\"timeframes\":\"1min\"}}";
    return List.of(
        "{\"type\":\"register\",\"address\":\"pattern_alert\"}",
        "{\"type\":\"register\",\"address\":\"bar_update\"" + one,
        "{\"type\":\"register\",\"address\":\"indicator_update\"" + one);
  }
}
