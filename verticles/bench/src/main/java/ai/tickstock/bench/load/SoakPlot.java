package ai.tickstock.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A page with a plot of each figure over time, from zero up; it loads nothing. */
final class SoakPlot {
  private static final int WIDTH = 380;
  private static final int HEIGHT = 110;
  private static final double HEADROOM = 1.15;
  private static final double MEGABYTE = 1e6;

  private SoakPlot() {}

  static void write(Path file, String title, List<SoakSample> samples) throws IOException {
    StringBuilder page =
        new StringBuilder(
            """
            <!doctype html><html lang="en"><meta charset="utf-8"><title>%1$s</title>
            <style>
            body{font:13px system-ui,sans-serif;margin:20px;color:#1c2733;width:1200px}
            h1{font-size:17px;margin:0 0 12px}
            main{display:grid;grid-template-columns:repeat(3,1fr);gap:14px 20px}
            figure{margin:0}figcaption{display:flex;justify-content:space-between;margin-bottom:3px}
            figcaption span{color:#5b6b7b}
            svg{background:#f4f6f9;border-radius:4px;display:block}
            polyline{fill:none;stroke:#1565c0;stroke-width:1.6}
            line{stroke:#d5dce4}text{font-size:10px;fill:#5b6b7b}
            </style><h1>%1$s</h1><main>
            """
                .formatted(title));
    IntStream.range(0, SoakSample.NAMES.size()).forEach(i -> page.append(plot(i, samples)));
    Files.writeString(file, page.append("</main></html>\n"));
  }

  private static String plot(int figure, List<SoakSample> samples) {
    String name = SoakSample.NAMES.get(figure);
    boolean isBytes = name.endsWith("_bytes");
    double unit = isBytes ? MEGABYTE : 1;
    double most = samples.stream().mapToLong(each -> each.figures()[figure]).max().orElse(1) / unit;
    double top = Math.max(1, most * HEADROOM);
    long end = Math.max(1, samples.get(samples.size() - 1).seconds());
    String points =
        samples.stream()
            .map(
                each ->
                    String.format(
                        Locale.ROOT,
                        "%.1f,%.1f",
                        (double) WIDTH * each.seconds() / end,
                        HEIGHT - HEIGHT * each.figures()[figure] / unit / top))
            .collect(Collectors.joining(" "));
    double last = samples.get(samples.size() - 1).figures()[figure] / unit;
    double level = HEIGHT - HEIGHT * most / top;
    return String.format(
        Locale.ROOT,
        """
        <figure><figcaption><b>%s</b><span>at the end %,.0f%s</span></figcaption>
        <svg width="%d" height="%d"><line x1="0" x2="%d" y1="%.1f" y2="%.1f"/>
        <polyline points="%s"/><text x="4" y="%.1f">most %,.0f%s</text>
        <text x="4" y="%d">0</text><text x="%d" y="%d" text-anchor="end">%d s</text></svg></figure>
        """,
        label(name),
        last,
        isBytes ? " MB" : "",
        WIDTH,
        HEIGHT,
        WIDTH,
        level,
        level,
        points,
        level - 3,
        most,
        isBytes ? " MB" : "",
        HEIGHT - 4,
        WIDTH - 4,
        HEIGHT - 4,
        end);
  }

  /** {@code pl_live_heap_bytes} is "PL live heap". */
  private static String label(String name) {
    String words = name.replace("_bytes", "").replace('_', ' ');
    int space = words.indexOf(' ');
    String whose = words.substring(0, space);
    String shown =
        switch (whose) {
          case "pl" -> "PL";
          case "postgres" -> "PostgreSQL";
          default -> whose.substring(0, 1).toUpperCase(Locale.ROOT) + whose.substring(1);
        };
    return shown + words.substring(space);
  }
}
