package ai.tickstock.launcher.backtest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;

/** The report: one HTML file with all it needs, the page's template with the data put in. */
public final class ReportFile {
  private static final String TEMPLATE = "/ai/tickstock/launcher/report/report.html";
  private static final String PLACE = "{\"data\":\"here\"}";

  private ReportFile() {}

  /**
   * Writes it; replaces a file that is there.
   *
   * @param zone of the market, whose times are shown
   */
  public static void write(Finished finished, ZoneId zone, Path file) throws IOException {
    String template = template();
    int at = template.indexOf(PLACE);
    if (at < 0) {
      throw new IOException("the report's template has no place for the data: " + TEMPLATE);
    }
    String data = ReportData.of(finished, zone).encode();
    Files.writeString(
        file, template.substring(0, at) + harmless(data) + template.substring(at + PLACE.length()));
  }

  /** As JSON within a page: nothing in it may end the element it stands in. */
  static String harmless(String json) {
    return json.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029");
  }

  private static String template() throws IOException {
    try (InputStream in = ReportFile.class.getResourceAsStream(TEMPLATE)) {
      if (in == null) {
        throw new IOException("the report's template is not in this build: " + TEMPLATE);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
