package ai.tickstock.launcher.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A backtest as a process: its report in a real browser, and how it ends when it is told to. */
@Timeout(240)
class ReportIT {
  private static final Path PICTURES = Path.of("target").toAbsolutePath();
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int INTERRUPTED = 130;

  @TempDir Path directory;

  private Path bars(int days) throws IOException {
    StringBuilder file = new StringBuilder("symbol,date,open,high,low,close,volume\n");
    Random random = new Random(3);
    double price = 100;
    for (int i = 0; i < days; i++) {
      double close = price * (1 + 0.02 * random.nextGaussian());
      file.append(
          String.format(
              Locale.ROOT,
              "AAA,%s,%.4f,%.4f,%.4f,%.4f,1000%n",
              LocalDate.parse("1980-01-01").plusDays(i),
              price,
              Math.max(price, close) * 1.005,
              Math.min(price, close) * 0.995,
              close));
      price = close;
    }
    return Files.writeString(directory.resolve("bars.csv"), file);
  }

  @Test
  void theReportOpensWithoutANetworkOrAComplaint() throws IOException {
    Path chromium = Chromium.required();
    Path report = directory.resolve("report.html");
    try (MeshProcess backtest =
            MeshProcess.start(
                directory,
                "backtest",
                "--bars=" + bars(1_500),
                "--patterns=Doji,Hammer",
                "--stop-loss=0.03",
                "--out=" + report);
        Chromium browser = new Chromium(chromium)) {
      assertThat(backtest.await(PATIENCE)).as(backtest::tail).isZero();
      browser.tell(
          "fresh",
          new JsonObject().put("viewport", new JsonObject().put("width", 1440).put("height", 900)));
      browser.tell("open", report.toUri().toString());
      browser.until("document.documentElement.dataset.ready === 'true'");
      browser.until("document.querySelectorAll('#equity canvas, #candles canvas').length > 4");
      browser.until("document.querySelectorAll('#trades tbody tr').length > 20");
      sortsAndFilters(browser);
      browser.tell("size", 390, 844);
      browser.until("document.body.scrollWidth <= innerWidth");
      browser.tell("shoot", PICTURES.resolve("report-phone.png").toString());
      assertThat((JsonArray) browser.tell("complaints")).isEmpty();
    }
  }

  private static void sortsAndFilters(Chromium browser) {
    browser.tell("click", "#trades th:nth-child(11) button");
    browser.until("document.querySelector('#trades th:nth-child(11)').ariaSort === 'descending'");
    browser.evaluate(
        "(s => { s.value = 'stop_loss'; s.onchange(); })(document.querySelector('#by-exit'))");
    browser.until(
        "[...document.querySelectorAll('#trades tbody tr')]"
            + ".every(line => line.children[8].textContent === 'stop loss')");
  }

  @Test
  void whatIsThereSoFarIsShownWhenItIsToldToStop() throws IOException {
    try (MeshProcess backtest =
        MeshProcess.start(
            directory,
            "backtest",
            "--bars=" + bars(40_000),
            "--enter-when=RSI(2) < 10",
            "--sweep=" + manyValues())) {
      backtest.awaitLine("runs: \\d+% done", PATIENCE);
      assertThat(backtest.terminate()).as(backtest::tail).isEqualTo(INTERRUPTED);
      assertThat(backtest.lines())
          .anyMatch(line -> line.contains("by sharpe, the best first"))
          .anyMatch(line -> line.contains("(cancelled: as of the last bar it came to)"));
    }
  }

  /** So many that no machine is through with them before it is stopped. */
  private static String manyValues() {
    StringBuilder grid = new StringBuilder("exit_after_bars=1");
    for (int bars = 2; bars <= 200; bars++) {
      grid.append(',').append(bars);
    }
    grid.append(";stop_loss=0.001");
    for (int stop = 2; stop <= 250; stop++) {
      grid.append(',').append(stop / 1_000.0);
    }
    return grid.toString();
  }
}
