package ai.tickstock.launcher.analyze;

import ai.tickstock.analytics.history.BarSeries;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** The bars that were computed on, written as CSV beside the results. */
final class BarsOut {
  private BarsOut() {}

  static void write(BarSeries bars, Path file) throws IOException {
    StringBuilder line = new StringBuilder();
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.append(bars.timed() ? "bar,bar_timestamp," : "bar,")
          .append("open,high,low,close,volume\n");
      for (int bar = 0; bar < bars.size(); bar++) {
        line.append(bar);
        if (bars.timed()) {
          line.append(',').append(Instant.ofEpochMilli(bars.startMillis(bar)));
        }
        append(line, bars.open(bar));
        append(line, bars.high(bar));
        append(line, bars.low(bar));
        append(line, bars.close(bar));
        append(line, bars.volume(bar));
        out.append(line.append('\n'));
        line.setLength(0);
      }
    }
  }

  private static void append(StringBuilder line, double value) {
    Figures.append(line.append(','), value);
  }
}
