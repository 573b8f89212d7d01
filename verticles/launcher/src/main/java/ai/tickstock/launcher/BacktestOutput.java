package ai.tickstock.launcher;

import ai.tickstock.analytics.backtest.Metric;
import ai.tickstock.analytics.backtest.Sweep;
import ai.tickstock.analytics.backtest.WalkForward;
import ai.tickstock.launcher.backtest.Finished;
import ai.tickstock.launcher.backtest.ReportFile;
import ai.tickstock.launcher.backtest.ResultTable;
import ai.tickstock.launcher.backtest.StudyTable;
import ai.tickstock.launcher.backtest.TradesFile;
import ai.tickstock.market.MarketCalendar;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** What a backtest leaves behind: tables on the terminal, or JSON, and files. */
final class BacktestOutput {
  @Option(names = "--json", description = "prints the result as JSON instead of tables")
  private boolean json;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "writes a report: one HTML file that needs nothing else")
  private Path report;

  @Option(names = "--trades", paramLabel = "FILE", description = "writes all trades as CSV")
  private Path trades;

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description = "writes all runs of a sweep as CSV, the best first; or a walk's windows")
  private Path rows;

  /** Refuses files that could not be written, before anything is computed. */
  void check() {
    check("--out", report);
    check("--trades", trades);
    check("--csv", rows);
  }

  private static void check(String option, Path file) {
    if (file != null
        && (Files.isDirectory(file) || !Files.isDirectory(file.toAbsolutePath().getParent()))) {
      throw new IllegalArgumentException(
          option + ": expected a file in a directory that is there, was " + file);
    }
  }

  /** Shows and writes every run of a sweep, the best first. */
  void rows(List<Sweep.Row> all, Metric ranking, PrintWriter to) throws IOException {
    if (!json) {
      StudyTable.print(all, ranking, to);
    }
    if (rows != null) {
      StudyTable.write(all, rows);
    }
  }

  /** Shows and writes every window of a walk forward. */
  void legs(List<WalkForward.Leg> legs, MarketCalendar calendar, PrintWriter to)
      throws IOException {
    if (!json) {
      StudyTable.print(legs, calendar, to);
    }
    if (rows != null) {
      StudyTable.write(legs, calendar, rows);
    }
  }

  /** Shows and writes a result. */
  void put(Finished finished, MarketCalendar calendar, PrintWriter to) throws IOException {
    if (json) {
      to.println(finished.json().encodePrettily());
    } else {
      new ResultTable(to, calendar).print(finished);
    }
    if (trades != null) {
      TradesFile.write(finished.trades(), trades);
    }
    if (report != null) {
      ReportFile.write(finished, calendar.zone(), report);
    }
    if (!json) {
      written(to);
    }
    to.flush();
  }

  private void written(PrintWriter to) {
    Stream.of(report, trades, rows)
        .filter(Objects::nonNull)
        .forEach(file -> to.printf("written: %s%n", file));
  }
}
