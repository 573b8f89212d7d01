package ai.tickstock.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What the figures are to be, and whether they are. */
final class Goals {
  /** What everybody uses: to cost at most twice the port's batch and 5 ns, a tenth of ta4j's. */
  static final Set<String> POPULAR =
      Set.of("SMA", "EMA", "RSI", "MACD", "BBANDS", "ATR", "ADX", "STOCH", "OBV");

  private Goals() {}

  /**
   * A Markdown table.
   *
   * @param candles empty where only some functions were asked for
   */
  static String markdown(List<FunctionRow> functions, List<FunctionRow> candles) {
    List<String> lines = new ArrayList<>();
    if (!candles.isEmpty()) {
      FunctionRow detector = candles.get(0);
      lines.add(
          line(
              detector.name() + " ≤ half the port",
              detector.ours(),
              detector.port() == null ? Double.NaN : detector.port().nanos() / 2));
    }
    for (FunctionRow row : functions) {
      if (POPULAR.contains(row.name())) {
        lines.add(
            line(
                row.name() + " ≤ 2 × port + 5 ns",
                row.ours(),
                row.port() == null ? Double.NaN : 2 * row.port().nanos() + 5));
        lines.add(
            line(
                row.name() + " ≤ a tenth of ta4j",
                row.ours(),
                row.ta4j() == null ? Double.NaN : row.ta4j().nanos() / 10));
      }
    }
    lines.add(allocation(functions));
    if (!candles.isEmpty()) {
      POPULAR.stream()
          .filter(name -> functions.stream().noneMatch(row -> row.name().equals(name)))
          .sorted()
          .forEach(name -> lines.add("| %s | – | – | **not there** |".formatted(name)));
    }
    return "| goal | ours | bound | met |\n|---|---|---|---|\n" + String.join("\n", lines) + "\n";
  }

  private static String line(String goal, Figure ours, double bound) {
    boolean met = ours != null && ours.nanos() <= bound;
    return "| %s | %s | %s | %s |"
        .formatted(
            goal,
            Figure.nanos(ours),
            Double.isNaN(bound) ? "–" : String.format(Locale.ROOT, "%.1f", bound),
            met ? "met" : "**not met**");
  }

  private static String allocation(List<FunctionRow> functions) {
    String allocating =
        functions.stream()
            .filter(row -> row.ours() == null || !row.ours().allocatesNothing())
            .map(FunctionRow::name)
            .collect(Collectors.joining(", "));
    return "| 0 bytes per bar, all %d functions | %s | 0 | %s |"
        .formatted(
            functions.size(),
            allocating.isEmpty() ? "0" : "not " + allocating,
            allocating.isEmpty() ? "met" : "**not met**");
  }
}
