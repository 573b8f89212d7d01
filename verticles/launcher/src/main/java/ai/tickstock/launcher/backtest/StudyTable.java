package ai.tickstock.launcher.backtest;

import ai.tickstock.analytics.backtest.Metric;
import ai.tickstock.analytics.backtest.Performance;
import ai.tickstock.analytics.backtest.Sweep;
import ai.tickstock.analytics.backtest.WalkForward;
import ai.tickstock.market.MarketCalendar;
import ai.tickstock.pl.backtest.ResultJson;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** What came of many runs: as a table for people, as CSV, and as JSON. */
public final class StudyTable {
  private static final int MOST_ROWS = 25;
  private static final int LEAST_WIDTH = 10;
  private static final String FIGURES = " %12s %10s %8s %8s %10s %8s %9s %8s%n";

  private StudyTable() {}

  /** Prints the best rows of a sweep, in their order. */
  public static void print(List<Sweep.Row> rows, Metric metric, PrintWriter to) {
    if (rows.isEmpty()) {
      return;
    }
    List<String> names = List.copyOf(rows.get(0).parameters().keySet());
    to.printf("%nby %s, the best first%n", metric.label());
    names.forEach(name -> to.printf("%" + width(name, rows) + "s ", name));
    header(to);
    for (Sweep.Row row : rows.subList(0, Math.min(MOST_ROWS, rows.size()))) {
      row.parameters().forEach((name, value) -> to.printf("%" + width(name, rows) + "s ", value));
      figures(row.performance(), to);
    }
    if (rows.size() > MOST_ROWS) {
      to.printf("… and %,d more%n", rows.size() - MOST_ROWS);
    }
  }

  private static int width(String name, List<Sweep.Row> rows) {
    return rows.stream()
        .mapToInt(row -> row.parameters().get(name).length())
        .reduce(Math.max(LEAST_WIDTH, name.length()), Math::max);
  }

  private static void header(PrintWriter to) {
    to.printf(
        FIGURES, "total", "annual", "Sharpe", "Sortino", "drawdown", "trades", "won", "factor");
  }

  private static void figures(Performance its, PrintWriter to) {
    to.printf(
        FIGURES,
        Words.percent(its.totalReturn()),
        Words.percent(its.annualReturn()),
        Words.ratio(its.sharpe()),
        Words.ratio(its.sortino()),
        Words.percent(-its.maxDrawdown()),
        Words.count(its.trades()),
        Words.percent(its.winRate()),
        Words.ratio(its.profitFactor()));
  }

  /** Prints what was chosen in each window, and what came of it after. */
  public static void print(List<WalkForward.Leg> legs, MarketCalendar calendar, PrintWriter to) {
    to.printf("%n%-28s", "out of sample");
    header(to);
    for (WalkForward.Leg leg : legs) {
      to.printf(
          "%-28s",
          calendar.day(leg.window().outFromMillis())
              + " to "
              + calendar.day(leg.window().outToMillis() - 1));
      figures(leg.outOfSample().performance(), to);
      to.printf("  %s%n", leg.chosen().parameters().isEmpty() ? "" : leg.chosen().parameters());
    }
  }

  /** Writes all rows of a sweep; replaces a file that is there. */
  public static void write(List<Sweep.Row> rows, Path file) throws IOException {
    List<JsonObject> lines = new ArrayList<>();
    for (Sweep.Row row : rows) {
      lines.add(parameters(row).mergeIn(ResultJson.metrics(row.performance())));
    }
    lines(lines, file);
  }

  /** Writes what came of each window; replaces a file that is there. */
  public static void write(List<WalkForward.Leg> legs, MarketCalendar calendar, Path file)
      throws IOException {
    List<JsonObject> lines = new ArrayList<>();
    for (WalkForward.Leg leg : legs) {
      lines.add(
          days(leg, calendar)
              .mergeIn(parameters(leg.chosen()))
              .mergeIn(ResultJson.metrics(leg.outOfSample().performance())));
    }
    lines(lines, file);
  }

  private static void lines(List<JsonObject> lines, Path file) throws IOException {
    CSVFormat.Builder format = CSVFormat.DEFAULT.builder().setRecordSeparator('\n');
    if (!lines.isEmpty()) {
      format.setHeader(lines.get(0).fieldNames().toArray(String[]::new));
    }
    try (BufferedWriter out = Files.newBufferedWriter(file);
        CSVPrinter rows = new CSVPrinter(out, format.get())) {
      for (JsonObject line : lines) {
        rows.printRecord(line.getMap().values());
      }
    }
  }

  private static JsonObject parameters(Sweep.Row row) {
    JsonObject parameters = new JsonObject();
    row.parameters().forEach(parameters::put);
    return parameters;
  }

  private static JsonObject days(WalkForward.Leg leg, MarketCalendar calendar) {
    return new JsonObject()
        .put("train_from", calendar.day(leg.window().inFromMillis()).toString())
        .put("from", calendar.day(leg.window().outFromMillis()).toString())
        .put("to", calendar.day(leg.window().outToMillis() - 1).toString());
  }

  /** All rows of a sweep. */
  public static JsonObject json(
      Map<String, List<String>> grid, Metric metric, List<Sweep.Row> rows) {
    JsonObject values = new JsonObject();
    grid.forEach((name, its) -> values.put(name, new JsonArray(its)));
    JsonArray all = new JsonArray();
    rows.forEach(row -> all.add(json(row)));
    return new JsonObject().put("grid", values).put("metric", metric.label()).put("rows", all);
  }

  private static JsonObject json(Sweep.Row row) {
    return new JsonObject()
        .put("parameters", parameters(row))
        .put("metrics", ResultJson.metrics(row.performance()));
  }

  /** All windows of a walk forward. */
  public static JsonArray json(List<WalkForward.Leg> legs, MarketCalendar calendar) {
    JsonArray windows = new JsonArray();
    for (WalkForward.Leg leg : legs) {
      windows.add(
          days(leg, calendar)
              .put("chosen", json(leg.chosen()))
              .put("metrics", ResultJson.metrics(leg.outOfSample().performance())));
    }
    return windows;
  }
}
