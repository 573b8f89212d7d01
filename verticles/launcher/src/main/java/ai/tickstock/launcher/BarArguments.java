package ai.tickstock.launcher;

import ai.tickstock.analytics.history.Split;
import ai.tickstock.launcher.backtest.Bars;
import ai.tickstock.launcher.backtest.Cancelling;
import ai.tickstock.launcher.backtest.FileBars;
import ai.tickstock.launcher.backtest.StoredBars;
import ai.tickstock.launcher.transfer.SplitFile;
import ai.tickstock.market.MarketCalendar;
import ai.tickstock.market.Timeframe;
import ai.tickstock.store.Database;
import ai.tickstock.store.PgHistoryReader;
import ai.tickstock.store.PgSplitReader;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import picocli.CommandLine.Option;

/** Where the bars of a backtest are from. */
final class BarArguments {
  private static final long KILOBYTE = 1_000;

  @Option(
      names = "--bars",
      paramLabel = "FILE",
      description = {
        "CSV with a header, plain or .gz: a time (bar_timestamp, timestamp, datetime, date or"
            + " time), open, high, low, close; volume and symbol if there are",
        "Default: the bars and splits stored in the mesh of the data directory."
      })
  private Path bars;

  @Option(
      names = "--splits",
      paramLabel = "FILE",
      description = "CSV with the header symbol,date,ratio, for which --bars are adjusted")
  private Path splits;

  /** Refuses files that cannot be read. */
  void check() {
    readable("--bars", bars);
    readable("--splits", splits);
    if (bars == null && splits != null) {
      throw new IllegalArgumentException(
          "--splits: expected with --bars; for stored bars 'tickstock import --splits' has them");
    }
  }

  private static void readable(String option, Path file) {
    if (file != null && (!Files.isRegularFile(file) || !Files.isReadable(file))) {
      throw new IllegalArgumentException(option + ": expected a readable file, was " + file);
    }
  }

  /**
   * All bars a job may need, adjusted for splits.
   *
   * @param job as far as it is said
   * @param err where progress goes
   */
  Bars load(
      JsonObject job,
      JsonObject config,
      MarketCalendar calendar,
      Cancelling cancelling,
      PrintWriter err)
      throws Exception {
    String label = job.getString("timeframe");
    Timeframe wanted = label == null ? null : Timeframe.of(label);
    return bars == null
        ? stored(job, config, wanted == null ? Timeframe.DAY_1 : wanted, calendar, cancelling, err)
        : file(wanted, calendar, err);
  }

  private Bars file(Timeframe wanted, MarketCalendar calendar, PrintWriter err) throws IOException {
    Map<String, List<Split>> known = new TreeMap<>();
    if (splits != null) {
      SplitFile.read(splits)
          .forEach((symbol, its) -> known.put(symbol, StoredBars.splits(its, calendar)));
    }
    long length = Files.size(bars);
    String name = bars.getFileName().toString();
    try (Progress progress = Progress.of(name, " kB", KILOBYTE, err)) {
      Bars read =
          new FileBars(bars, calendar)
              .read(known, wanted, bytes -> progress.show(bytes, length, ""));
      progress.show(length, length, "");
      return read;
    }
  }

  private static Bars stored(
      JsonObject job,
      JsonObject config,
      Timeframe timeframe,
      MarketCalendar calendar,
      Cancelling cancelling,
      PrintWriter err)
      throws Exception {
    Set<String> symbols = new TreeSet<>();
    job.getJsonArray("symbols", new JsonArray())
        .forEach(symbol -> symbols.add(String.valueOf(symbol).toUpperCase(Locale.ROOT)));
    String last = job.getString("end_date");
    long end = last == null ? Long.MAX_VALUE : calendar.daySpan(LocalDate.parse(last)).endMillis();
    try (Shutdown session = Shutdown.inside();
        Progress progress = Progress.of("stored bars", " symbols", 1, err)) {
      Database database = DatabaseSession.open(config, "backtest", false, session);
      return new StoredBars(new PgHistoryReader(database), new PgSplitReader(database), cancelling)
          .read(
              symbols,
              timeframe,
              end,
              calendar,
              (done, total, bars) -> progress.show(done, total, String.format("%,d bars", bars)));
    }
  }
}
