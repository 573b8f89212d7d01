package ai.tickstock.launcher.analyze;

import ai.tickstock.analytics.history.BarSeries;
import ai.tickstock.analytics.indicators.Indicator;
import ai.tickstock.analytics.indicators.IndicatorOutput;
import ai.tickstock.analytics.indicators.IndicatorSpec;
import ai.tickstock.market.MarketCalendar;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * One function over all bars, written as CSV: {@code bar}, from 0, then each output; empty cells in
 * the lookback.
 */
final class FunctionFile {
  private final IndicatorSpec spec;
  private final List<IndicatorOutput> outputs;
  private final StringBuilder line = new StringBuilder();
  private int values;
  private double least = Double.NaN;
  private double most = Double.NaN;
  private double last = Double.NaN;

  FunctionFile(IndicatorSpec spec) {
    this.spec = spec;
    outputs = spec.definition().outputs();
  }

  /** Computes and writes; replaces a file that is there. */
  FunctionSummary write(BarSeries bars, MarketCalendar calendar, Path file) throws IOException {
    Indicator indicator = spec.create(calendar);
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      header(out);
      for (int bar = 0; bar < bars.size(); bar++) {
        indicator.add(
            bars.startMillis(bar),
            bars.open(bar),
            bars.high(bar),
            bars.low(bar),
            bars.close(bar),
            bars.volume(bar));
        row(out, bar, indicator);
      }
    }
    return new FunctionSummary(spec.label(), values, least, most, last);
  }

  private void header(Writer out) throws IOException {
    line.append("bar");
    outputs.forEach(output -> line.append(',').append(output.talibName()));
    end(out);
  }

  private void row(Writer out, int bar, Indicator indicator) throws IOException {
    line.append(bar);
    boolean ready = indicator.isReady();
    for (int i = 0; i < outputs.size(); i++) {
      line.append(',');
      if (ready) {
        Figures.append(line, indicator.output(i));
      }
    }
    end(out);
    if (ready) {
      count(indicator.value());
    }
  }

  private void count(double value) {
    values++;
    last = value;
    if (!Double.isNaN(value)) {
      least = least <= value ? least : value;
      most = most >= value ? most : value;
    }
  }

  private void end(Writer out) throws IOException {
    out.append(line.append('\n'));
    line.setLength(0);
  }
}
