package ai.tickstock.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.analytics.backtest.Backtest;
import ai.tickstock.analytics.backtest.BacktestPlan;
import ai.tickstock.analytics.backtest.BacktestResult;
import ai.tickstock.analytics.history.BarSeries;
import ai.tickstock.launcher.analyze.BarFile;
import ai.tickstock.market.MarketCalendar;
import ai.tickstock.pl.backtest.BacktestRequest;
import ai.tickstock.pl.backtest.ResultJson;
import ai.tickstock.wire.message.BacktestJob;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BacktestCommandTest {
  private static final MarketCalendar CALENDAR = MarketCalendar.newYork();
  private static final int DAYS = 900;

  @TempDir Path directory;
  private StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path bars;

  @BeforeEach
  void writeBars() throws IOException {
    StringBuilder file = new StringBuilder("symbol,date,open,high,low,close,volume\n");
    Random random = new Random(7);
    for (String symbol : List.of("AAA", "BBB")) {
      double price = 100;
      LocalDate day = LocalDate.parse("2018-01-02");
      for (int i = 0; i < DAYS; i++) {
        double close = price * (1 + 0.02 * random.nextGaussian());
        double high = Math.max(price, close) * (1 + 0.01 * random.nextDouble());
        double low = Math.min(price, close) * (1 - 0.01 * random.nextDouble());
        file.append(
            String.format(
                Locale.ROOT,
                "%s,%s,%.4f,%.4f,%.4f,%.4f,1000%n",
                symbol,
                day,
                price,
                high + 1e-3,
                low - 1e-3,
                close));
        price = close;
        day = day.plusDays(day.getDayOfWeek() == DayOfWeek.FRIDAY ? 3 : 1);
      }
    }
    bars = Files.writeString(directory.resolve("bars.csv"), file);
  }

  private int execute(String... args) {
    out = new StringWriter();
    return Main.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }

  private int backtest(String... more) {
    List<String> args = new ArrayList<>(List.of("backtest", "--bars", bars.toString()));
    args.addAll(List.of(more));
    return execute(args.toArray(String[]::new));
  }

  private String path(String name) {
    return directory.resolve(name).toString();
  }

  private BacktestResult inProcess(JsonObject job) throws IOException {
    BacktestPlan plan = BacktestRequest.plan(BacktestJob.from(job), CALENDAR);
    Map<String, BarSeries> series = BarFile.read(bars, CALENDAR, bytes -> {});
    return Backtest.run(
        plan, job.getJsonArray("symbols").stream().map(name -> series.get(name)).toList());
  }

  @Test
  void theResultIsThatOfTheEngineForTheJobInIt() throws IOException {
    int code =
        backtest(
            "--patterns=Hammer,Doji,BullishEngulfing",
            "--enter-when=close > SMA(50)",
            "--exit-when=RSI(14) > 70",
            "--stop-loss=0.04",
            "--exit-after-bars=15",
            "--size=0.3",
            "--commission-rate=0.001",
            "--json",
            "--trades=" + path("trades.csv"));
    assertThat(code).as(err::toString).isZero();
    JsonObject result = new JsonObject(out.toString());
    JsonObject job = result.getJsonObject("job");
    assertThat(job.getJsonArray("symbols")).isEqualTo(new JsonArray().add("AAA").add("BBB"));
    assertThat(job.getString("start_date")).isEqualTo("2018-01-02");
    BacktestResult expected = inProcess(job);
    assertThat(expected.trades()).hasSizeGreaterThan(10);
    assertThat(result.getJsonObject("metrics").encode())
        .isEqualTo(ResultJson.metrics(expected.performance()).encode());
    assertThat(result.getJsonObject("equity").encode())
        .isEqualTo(ResultJson.equity(expected).encode());
    assertThat(result.getString("status")).isEqualTo("completed");
    assertThat(result.getJsonObject("data").getString("source")).isEqualTo("bars.csv");
    assertThat(Files.readAllLines(directory.resolve("trades.csv")))
        .hasSize(expected.trades().size() + 1)
        .first()
        .asString()
        .startsWith("symbol,side,reason,confidence,decided_at");
  }

  @Test
  void aResultRunsAgainFromTheJobInIt() throws IOException {
    assertThat(backtest("--patterns=Doji", "--symbols=bbb", "--from=2019-01-01", "--json"))
        .isZero();
    JsonObject first = new JsonObject(out.toString());
    Files.writeString(directory.resolve("result.json"), out.toString());
    assertThat(backtest("--job=" + path("result.json"), "--json")).as(err::toString).isZero();
    JsonObject again = new JsonObject(out.toString());
    assertThat(again.getJsonObject("metrics")).isEqualTo(first.getJsonObject("metrics"));
    assertThat(again.getJsonObject("job").getJsonArray("symbols").encode()).isEqualTo("[\"BBB\"]");
    assertThat(backtest("--job=" + path("result.json"), "--stop-loss=0.01", "--json")).isZero();
    assertThat(new JsonObject(out.toString()).getJsonObject("job").getJsonObject("rules").encode())
        .isEqualTo("{\"stop_loss\":0.01}");
  }

  @Test
  void aSummaryStandsOnTheTerminal() {
    assertThat(backtest("--patterns=ALL-CANDLES", "--direction=both")).as(err::toString).isZero();
    assertThat(out.toString())
        .contains("2 symbols, 1,800 bars of 1day", "strategy", "buy and hold", "Sharpe")
        .contains("profit factor", "Doji", "AAA", "BBB", "best", "worst");
  }

  @Test
  void whatIsWrongIsSaidWithWhatIsRight() throws IOException {
    assertThat(backtest()).isEqualTo(2);
    assertThat(backtest("--patterns=Dojj")).isEqualTo(2);
    assertThat(backtest("--patterns=Doji", "--symbols=AAB")).isEqualTo(2);
    assertThat(backtest("--patterns=Doji", "--enter-when=RSJ(14) < 30")).isEqualTo(2);
    assertThat(backtest("--patterns=Doji", "--stop-loss=7")).isEqualTo(2);
    assertThat(backtest("--patterns=Doji", "--rules={\"stop_los\":1}")).isEqualTo(2);
    assertThat(backtest("--patterns=Doji", "--rules=stop")).isEqualTo(2);
    assertThat(backtest("--patterns=Doji", "--from=2020-02-01", "--to=2020-01-01")).isEqualTo(2);
    assertThat(backtest("--patterns=Doji", "--timeframe=5min")).isEqualTo(2);
    assertThat(backtest("--patterns=Doji", "--metric=sharp")).isEqualTo(2);
    assertThat(backtest("--patterns=Doji", "--out=" + path("no/where.html"))).isEqualTo(2);
    assertThat(execute("backtest", "--bars", "missing.csv", "--patterns=Doji")).isEqualTo(2);
    assertThat(err.toString())
        .contains(
            "patterns: expected at least one, or a condition to enter on",
            "expected a name such as",
            "--symbols: there are no bars of AAB; the nearest are AAA",
            "rules.enter_when: ",
            "stop_loss: expected",
            "rules.stop_los: no such setting; the nearest are stop_loss",
            "--rules: expected a JSON object such as",
            "end_date: expected a date not before start_date",
            "--timeframe: expected 1day or longer for the bars of this file, was 5min",
            "--metric: metric: expected a name such as sharpe",
            "--out: expected a file in a directory that is there",
            "--bars: expected a readable file, was missing.csv");
  }

  @Test
  void shortBarsAreKnownAsSuchAndFoldedIntoLongerOnes() throws IOException {
    StringBuilder minutes = new StringBuilder("bar_timestamp,open,high,low,close,volume\n");
    for (int i = 0; i < 60; i++) {
      minutes.append(
          String.format("2024-06-03T%02d:%02d:00Z,%d,12,8,%d,1%n", 14, i, 10 + i % 2, 11 - i % 2));
    }
    bars = Files.writeString(directory.resolve("one.csv"), minutes);
    assertThat(backtest("--enter-when=close > 10", "--json")).as(err::toString).isZero();
    JsonObject job = new JsonObject(out.toString()).getJsonObject("job");
    assertThat(job.getString("timeframe")).isEqualTo("1min");
    assertThat(job.getJsonArray("symbols").encode()).isEqualTo("[\"ONE\"]");
    assertThat(backtest("--enter-when=close > 10", "--timeframe=5min", "--json")).isZero();
    assertThat(new JsonObject(out.toString()).getLong("bars")).isEqualTo(12);
  }

  @Test
  void barsAreAdjustedForSplits() throws IOException {
    bars =
        Files.writeString(
            bars,
            """
            symbol,date,open,high,low,close,volume
            A,2024-06-03,100,100,100,100,10
            A,2024-06-04,100,100,100,100,10
            A,2024-06-05,50,50,50,50,20
            A,2024-06-06,50,50,50,50,20
            """);
    Path splits =
        Files.writeString(directory.resolve("splits.csv"), "symbol,date,ratio\nA,2024-06-05,2\n");
    assertThat(backtest("--enter-when=close > 1", "--splits=" + splits, "--json"))
        .as(err::toString)
        .isZero();
    JsonObject result = new JsonObject(out.toString());
    assertThat(result.getJsonObject("benchmark").getDouble("total_return")).isZero();
    Files.writeString(splits, "symbol,date,ratio\nA,2024-06-05,none\n");
    assertThat(backtest("--enter-when=close > 1", "--splits=" + splits)).isEqualTo(1);
    assertThat(err.toString()).contains("line 2: ratio: expected new shares for each old one");
  }

  @Test
  void aSweepTriesEveryCombinationTheBestFirst() throws IOException {
    int code =
        backtest(
            "--patterns=Doji",
            "--sweep=stop_loss=0.02,0.05;exit_after_bars=5,10,20",
            "--metric=total_return",
            "--json",
            "--csv=" + path("rows.csv"));
    assertThat(code).as(err::toString).isZero();
    JsonObject result = new JsonObject(out.toString());
    JsonArray rows = result.getJsonObject("sweep").getJsonArray("rows");
    assertThat(rows).hasSize(6);
    List<Double> returns =
        rows.stream()
            .map(row -> ((JsonObject) row).getJsonObject("metrics").getDouble("total_return"))
            .toList();
    assertThat(returns).isSortedAccordingTo((a, b) -> Double.compare(b, a));
    assertThat(result.getJsonObject("metrics").getDouble("total_return")).isEqualTo(returns.get(0));
    JsonObject job = result.getJsonObject("job");
    assertThat(inProcess(job).performance().totalReturn()).isEqualTo(returns.get(0));
    assertThat(Files.readAllLines(directory.resolve("rows.csv")))
        .hasSize(7)
        .first()
        .asString()
        .startsWith("stop_loss,exit_after_bars,final_equity,total_return");
    assertThat(backtest("--patterns=Doji", "--sweep=stop_los=1")).isEqualTo(2);
    assertThat(backtest("--patterns=Doji", "--sweep=stop_loss=0.1,2")).isEqualTo(2);
    assertThat(err.toString())
        .contains("--sweep: stop_los: no such setting; the nearest are stop_loss")
        .contains("{stop_loss=2}: ", "stop_loss: expected");
  }

  @Test
  void aWalkForwardIsJudgedOutOfSample() throws IOException {
    int code =
        backtest(
            "--sweep=patterns=Doji,Hammer+Doji;exit_after_bars=5,10",
            "--walk-forward=train=1y,test=6m,metric=total_return",
            "--enter-when=close > 1",
            "--json",
            "--csv=" + path("windows.csv"));
    assertThat(code).as(err::toString).isZero();
    JsonObject result = new JsonObject(out.toString());
    JsonArray windows = result.getJsonObject("walk_forward").getJsonArray("windows");
    assertThat(windows).hasSizeGreaterThan(3);
    JsonObject first = windows.getJsonObject(0);
    assertThat(first.getString("train_from")).isEqualTo("2018-01-02");
    assertThat(first.getString("from")).isEqualTo("2019-01-02");
    assertThat(first.getString("to")).isEqualTo("2019-07-01");
    assertThat(first.getJsonObject("chosen").getJsonObject("parameters").fieldNames())
        .containsExactly("patterns", "exit_after_bars");
    int trades =
        windows.stream()
            .mapToInt(each -> ((JsonObject) each).getJsonObject("metrics").getInteger("trades"))
            .sum();
    assertThat(result.getJsonObject("metrics").getInteger("trades")).isEqualTo(trades);
    assertThat(Files.readAllLines(directory.resolve("windows.csv"))).hasSize(windows.size() + 1);
    assertThat(backtest("--patterns=Doji", "--walk-forward=train=1y")).isEqualTo(2);
    assertThat(backtest("--patterns=Doji", "--walk-forward=trains=1y,test=6m")).isEqualTo(2);
    assertThat(backtest("--patterns=Doji", "--walk-forward=train=9y,test=6m")).isEqualTo(2);
    assertThat(err.toString())
        .contains("--walk-forward: expected train and test, as train=2y,test=6m")
        .contains("--walk-forward: trains: no such setting; the nearest are train")
        .contains("in_sample: expected to end before");
  }

  @Test
  void theReportIsOneFileThatLoadsNothing() throws IOException {
    assertThat(backtest("--patterns=Doji", "--out=" + path("report.html")))
        .as(err::toString)
        .isZero();
    String html = Files.readString(directory.resolve("report.html"));
    assertThat(html).contains("default-src 'none'").contains("\"job_id\":\"cli_");
    // What a page could load: sources, style sheets, imports, images of styles.
    Pattern loads =
        Pattern.compile(
            "<script[^>]+src=|<link[^>]+href=\"(?!data:)|@import|url\\((?!#)|\\bimport\\s*[(\"']");
    assertThat(loads.matcher(html).find()).isFalse();
    assertThat(html.split("<script", -1)).hasSize(3);
    assertThat(html.split("</script>", -1)).hasSize(3);
  }
}
