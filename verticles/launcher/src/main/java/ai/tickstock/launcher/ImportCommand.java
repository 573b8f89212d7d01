package ai.tickstock.launcher;

import ai.tickstock.launcher.csv.CsvRows;
import ai.tickstock.launcher.transfer.Import;
import ai.tickstock.launcher.transfer.ImportRequest;
import ai.tickstock.launcher.transfer.ImportSummary;
import ai.tickstock.market.MarketCalendar;
import ai.tickstock.market.Timeframe;
import ai.tickstock.store.Database;
import ai.tickstock.store.write.PgImportWriter;
import ai.tickstock.wire.MarketCalendars;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Brings a file of bars or of splits into the database. */
@Command(
    name = "import",
    description = {
      "Brings a CSV file of bars or of splits into the database of the mesh that runs over the same"
          + " data directory; where none runs, PostgreSQL is started for it.",
      "The same file again changes nothing, unless --again is given; one that was cut short goes on"
          + " where it stopped. Lines that cannot be taken are named and passed over."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  tickstock import --bars daily.csv.gz --timeframe 1day",
      "  tickstock import --splits splits.csv"
    })
final class ImportCommand implements Callable<Integer> {
  private static final int INTERRUPTED = 130;
  private static final int KILOBYTE = 1_000;

  @ArgGroup(multiplicity = "1")
  private Choice choice;

  /** One of them. */
  static final class Choice {
    @Option(
        names = "--bars",
        paramLabel = "FILE",
        description = {
          "CSV with a header, plain or .gz: symbol, a time (bar_timestamp, timestamp, datetime, date"
              + " or time), open, high, low, close; volume, vwap and trades if there are"
        })
    private Path bars;

    @Option(
        names = "--splits",
        paramLabel = "FILE",
        description = {
          "CSV with a header, plain or .gz: symbol, date (the first day at the new price), ratio (new"
              + " shares for each old one: 4, 0.05 or 1:20)"
        })
    private Path splits;
  }

  @Option(
      names = "--timeframe",
      paramLabel = "T",
      description =
          "what the bars are: 1min, 5min, 15min, 1hour or 1day; default 1day where the time is a date"
              + " alone, else 1min")
  private String timeframe;

  @Option(
      names = "--symbol",
      paramLabel = "NAME",
      description = "whose bars they are, in a file without a column symbol")
  private String symbol;

  @Option(
      names = "--no-rollups",
      description = "imports minutes alone, without folding them into longer bars")
  private boolean noRollUps;

  @Option(
      names = "--replace",
      description =
          "also replaces bars that were built from ticks; of splits, deletes others of the same"
              + " symbols")
  private boolean replace;

  @Option(
      names = "--strict",
      description = "refuses the whole file at the first line that cannot be taken")
  private boolean strict;

  @Option(names = "--again", description = "imports the file anew, even if it has been imported")
  private boolean again;

  @Mixin private CommonOptions common = new CommonOptions();
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Path file = choice.bars == null ? choice.splits : choice.bars;
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      String option = choice.bars == null ? "--splits" : "--bars";
      throw refused(option + ": expected a readable file, was " + file);
    }
    Timeframe wanted = timeframe();
    String name = symbol();
    JsonObject config = common.load().json();
    MarketCalendar calendar = MarketCalendars.from(config);
    Logging.configure(config);
    Logging.quiet();
    ImportRequest request =
        new ImportRequest(file, wanted, name, !noRollUps, replace, again, strict, calendar);
    try (Shutdown shutdown = Shutdown.onSignal(INTERRUPTED)) {
      Database database = DatabaseSession.open(config, "import", true, shutdown);
      long began = System.nanoTime();
      ImportSummary summary = run(database, request);
      print(summary, (System.nanoTime() - began) / 1e9);
      return 0;
    }
  }

  private Timeframe timeframe() {
    try {
      return timeframe == null ? null : Timeframe.of(timeframe);
    } catch (IllegalArgumentException e) {
      throw refused("--" + e.getMessage());
    }
  }

  private String symbol() {
    try {
      return symbol == null ? null : CsvRows.symbol(symbol);
    } catch (IllegalArgumentException e) {
      throw refused("--" + e.getMessage());
    }
  }

  private ParameterException refused(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private ImportSummary run(Database database, ImportRequest request) throws Exception {
    PrintWriter err = spec.commandLine().getErr();
    long length = Files.size(request.file());
    String name = request.file().getFileName().toString();
    try (Progress progress = Progress.of(name, " kB", KILOBYTE, err)) {
      Import run =
          new Import(
              new PgImportWriter(database),
              request,
              (bytes, rows) -> progress.show(bytes, length, String.format("%,d rows", rows)),
              err);
      return choice.bars == null ? run.splits() : run.bars();
    }
  }

  private void print(ImportSummary summary, double seconds) {
    PrintWriter out = spec.commandLine().getOut();
    String rows = summary.timeframe() == null ? "splits" : "bars of " + summary.timeframe().label();
    if (summary.already()) {
      out.printf(
          "This file is imported already, all %,d lines of it; --again imports it anew%n",
          summary.lines());
    } else {
      long done = summary.lines() - summary.resumedAt();
      out.printf(
          "Read %,d lines in %.1f s (%,.0f lines/s): %,d %s added, %,d changed, of %,d symbols; %,d"
              + " lines could not be taken%n",
          done,
          seconds,
          done / Math.max(seconds, 0.001),
          summary.added(),
          rows,
          summary.changed(),
          summary.symbols(),
          summary.refused());
      more(out, summary);
    }
    out.flush();
  }

  private static void more(PrintWriter out, ImportSummary summary) {
    if (summary.resumedAt() > 0) {
      out.printf("Went on behind line %,d, where it had stopped%n", summary.resumedAt() + 1);
    }
    if (summary.kept() > 0) {
      out.printf(
          "%,d bars were built from ticks and stay as they are; --replace replaces them%n",
          summary.kept());
    }
    if (summary.rolledUp() > 0) {
      out.printf("Folded into longer bars, %,d times%n", summary.rolledUp());
    }
  }
}
