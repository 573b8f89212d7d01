package ai.tickstock.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A page with a plot of each figure over time, from zero up; it loads nothing. */
final class SoakPlot {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 140;

  private SoakPlot() {}

  static void write(Path file, List<SoakSample> samples) throws IOException {
    StringBuilder page =
        new StringBuilder(
            """
            <!doctype html><meta charset="utf-8"><title>Soak</title>
            <style>body{font:14px system-ui;margin:2em}svg{background:#f6f7f9;display:block}
            polyline{fill:none;stroke:#1565c0;stroke-width:1.5}h2{font-size:14px;margin:1.5em 0 .3em}
            </style><h1>A mesh over hours of market</h1>
            """);
    for (int i = 0; i < SoakSample.NAMES.size(); i++) {
      plot(page, SoakSample.NAMES.get(i), i, samples);
    }
    Files.writeString(file, page);
  }

  private static void plot(StringBuilder page, String name, int figure, List<SoakSample> samples) {
    long most =
        Math.max(1, samples.stream().mapToLong(each -> each.figures()[figure]).max().orElse(1));
    long end = Math.max(1, samples.get(samples.size() - 1).seconds());
    String points =
        samples.stream()
            .map(
                each ->
                    String.format(
                        Locale.ROOT,
                        "%.1f,%.1f",
                        (double) WIDTH * each.seconds() / end,
                        HEIGHT - (HEIGHT - 10.0) * each.figures()[figure] / most))
            .collect(Collectors.joining(" "));
    page.append(
        String.format(
            Locale.ROOT,
            "<h2>%s: 0 to %,d over %,d s</h2><svg width=\"%d\" height=\"%d\"><polyline"
                + " points=\"%s\"/></svg>%n",
            name,
            most,
            end,
            WIDTH,
            HEIGHT,
            points));
  }
}
