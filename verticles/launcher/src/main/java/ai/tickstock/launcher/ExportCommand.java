package ai.tickstock.launcher;

import ai.tickstock.launcher.analyze.BarTimes;
import ai.tickstock.launcher.csv.CsvRows;
import ai.tickstock.launcher.transfer.Export;
import ai.tickstock.launcher.transfer.ExportRequest;
import ai.tickstock.market.MarketCalendar;
import ai.tickstock.market.Timeframe;
import ai.tickstock.store.Database;
import ai.tickstock.store.PgBacktestReader;
import ai.tickstock.store.PgHistoryReader;
import ai.tickstock.store.PgSplitReader;
import ai.tickstock.wire.MarketCalendars;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes what is stored as CSV. */
@Command(
    name = "export",
    description = {
      "Writes bars, splits, patterns or the trades of a backtest as CSV, from the database of the mesh that runs over the same"
          + " data directory, or of the one that ran there.",
      "What it writes of bars and splits 'import' reads."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  tickstock export --what bars --timeframe 1day --symbol AAPL,MSFT --out days.csv.gz",
      "  tickstock export --what patterns --from 2025-10-01 --to 2025-11-01 > october.csv"
    })
final class ExportCommand implements Callable<Integer> {
  private static final int INTERRUPTED = 130;
  private static final Instant FIRST = Instant.parse("1900-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("2200-01-01T00:00:00Z");

  /** What can be exported. */
  enum What {
    BARS,
    SPLITS,
    PATTERNS,
    TRADES
  }

  @Option(
      names = "--what",
      required = true,
      paramLabel = "bars|splits|patterns|trades",
      description = "what to write")
  private What what;

  @Option(
      names = "--symbol",
      paramLabel = "NAME",
      split = ",",
      description = "whose; names with commas between, default all")
  private List<String> symbols = new ArrayList<>();

  @Option(
      names = "--timeframe",
      paramLabel = "T",
      description = "of bars, default 1min; of patterns, default all")
  private String timeframe;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "the first instant: 2025-10-15, 2025-10-15T14:30:00Z or Unix seconds")
  private String from;

  @Option(names = "--to", paramLabel = "TIME", description = "the instant before which bars began")
  private String to;

  @Option(
      names = "--adjusted",
      description = "bars as if every split had been made before the first")
  private boolean adjusted;

  @Option(names = "--job", paramLabel = "ID", description = "the backtest whose trades are written")
  private String job;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "where to; packed if it ends in .gz; default the terminal")
  private Path out;

  @Mixin private CommonOptions common = new CommonOptions();
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    JsonObject config = common.load().json();
    ExportRequest request = request(MarketCalendars.from(config));
    Logging.configure(config);
    Logging.quiet();
    try (Shutdown shutdown = Shutdown.onSignal(INTERRUPTED)) {
      Database database = DatabaseSession.open(config, "export", false, shutdown);
      long rows = run(database, request);
      if (out != null) {
        spec.commandLine().getOut().printf("%,d rows in %s%n", rows, out);
        spec.commandLine().getOut().flush();
      }
      return 0;
    }
  }

  private ExportRequest request(MarketCalendar calendar) {
    if (what != What.BARS && adjusted) {
      throw refused("--adjusted: expected with --what bars, was with " + name());
    }
    if ((what == What.TRADES) != (job != null)) {
      throw refused("--job: expected with --what trades, and only there");
    }
    if (out != null && !Files.isDirectory(out.toAbsolutePath().getParent())) {
      throw refused("--out: expected a file in a directory that is there, was " + out);
    }
    return new ExportRequest(
        symbols(),
        timeframes(),
        instant("--from", from, FIRST, calendar),
        instant("--to", to, LAST, calendar),
        adjusted,
        job,
        out,
        calendar);
  }

  private String name() {
    return what.name().toLowerCase(Locale.ROOT);
  }

  private Set<String> symbols() {
    Set<String> names = new TreeSet<>();
    for (String symbol : symbols) {
      try {
        names.add(CsvRows.symbol(symbol.strip()));
      } catch (IllegalArgumentException e) {
        throw refused("--" + e.getMessage());
      }
    }
    return names;
  }

  private Set<Timeframe> timeframes() {
    try {
      if (timeframe != null) {
        return EnumSet.of(Timeframe.of(timeframe));
      }
      return what == What.BARS ? EnumSet.of(Timeframe.MIN_1) : EnumSet.noneOf(Timeframe.class);
    } catch (IllegalArgumentException e) {
      throw refused("--" + e.getMessage());
    }
  }

  private Instant instant(String option, String text, Instant otherwise, MarketCalendar calendar) {
    try {
      Instant instant =
          text == null
              ? otherwise
              : Instant.ofEpochMilli(BarTimes.millis(text.strip(), calendar.zone()));
      return instant.isBefore(FIRST) ? FIRST : instant.isAfter(LAST) ? LAST : instant;
    } catch (IllegalArgumentException e) {
      throw refused(option + ": " + e.getMessage());
    }
  }

  private ParameterException refused(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private long run(Database database, ExportRequest request) throws Exception {
    PrintWriter err = spec.commandLine().getErr();
    try (Progress progress = Progress.of(name(), " symbols", 1, err)) {
      Export export =
          new Export(
              new PgHistoryReader(database),
              new PgSplitReader(database),
              new PgBacktestReader(database),
              request,
              spec.commandLine().getOut(),
              (done, all, rows) -> progress.show(done, all, String.format("%,d rows", rows)));
      return switch (what) {
        case BARS -> export.bars();
        case SPLITS -> export.splits();
        case PATTERNS -> export.patterns();
        case TRADES -> export.trades();
      };
    }
  }
}
