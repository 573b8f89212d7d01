package ai.tickstock.launcher.analyze;

import java.io.PrintWriter;
import java.util.Map;

/** What came out of one series, as a table for people. */
public final class SummaryTable {
  private static final String ROW = "%-28s %9s %16s %16s %16s%n";

  private SummaryTable() {}

  /** Prints it. */
  public static void print(BarAnalysis.Result result, PrintWriter to) {
    if (!result.bars().symbol().isEmpty()) {
      to.printf("%n%s, %,d bars%n", result.bars().symbol(), result.bars().size());
    }
    if (!result.functions().isEmpty()) {
      to.printf(ROW, "function", "values", "least", "most", "last");
      for (FunctionSummary each : result.functions()) {
        to.printf(
            ROW,
            each.label(),
            String.format("%,d", each.values()),
            number(each.least()),
            number(each.most()),
            number(each.last()));
      }
    }
    if (result.patterns() != null) {
      to.printf("%n%-28s %9s%n", "pattern", "found");
      for (Map.Entry<String, Integer> each : result.patterns().entrySet()) {
        to.printf("%-28s %9s%n", each.getKey(), String.format("%,d", each.getValue()));
      }
    }
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "-" : String.format("%,.4f", value + 0.0);
  }
}
