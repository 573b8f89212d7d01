package ai.tickstock.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.store.PostgresForTests;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands, over a real PostgreSQL. */
@Timeout(240)
class ImportExportTest {
  private static final String DAYS =
      """
      symbol,date,open,high,low,close,volume
      AAPL,2020-08-27,508.57,509.94,495.33,500.04,38888096
      AAPL,2020-08-28,504.05,505.77,498.31,499.23,46907479
      AAPL,2020-08-31,127.58,131,126,129.04,225702700
      MSFT,2020-08-31,227,228.7,224.31,225.53,28774156
      """;

  private static final String HEADER =
      "symbol,bar_timestamp,open,high,low,close,volume,vwap,trades,revision,origin\n";

  @TempDir Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private String database = PostgresForTests.emptyDatabase();

  private int execute(String... args) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    List<String> all = new ArrayList<>(Arrays.asList(args));
    all.addAll(List.of("--set", "postgres.url=" + database));
    all.addAll(List.of("--set", "data.directory=" + directory.resolve("data")));
    return Main.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(all.toArray(String[]::new));
  }

  private String file(String name, String content) throws IOException {
    return Files.writeString(directory.resolve(name), content).toString();
  }

  @Test
  void daysBeginWithTheMarketsDayAndTheSameFileAgainChangesNothing() throws IOException {
    String days = file("days.csv", DAYS);
    assertThat(execute("import", "--bars", days)).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains("Read 4 lines", "4 bars of 1day added, 0 changed, of 2 symbols; 0 lines");
    assertThat(execute("import", "--bars", days)).isZero();
    assertThat(out.toString()).contains("This file is imported already, all 4 lines of it");
    assertThat(execute("import", "--bars", days, "--again")).isZero();
    assertThat(out.toString()).contains("Read 4 lines", "0 bars of 1day added, 0 changed");
    assertThat(execute("export", "--what", "bars", "--timeframe", "1day", "--symbol", "msft"))
        .isZero();
    assertThat(out.toString())
        .isEqualTo(
            HEADER
                + "MSFT,2020-08-31T04:00:00Z,227,228.7,224.31,225.53,28774156,226.17999999999998,0,0,import\n");
  }

  @Test
  void whatIsExportedComesBackTheSame() throws IOException {
    assertThat(execute("import", "--bars", file("days.csv", DAYS))).isZero();
    String packed = directory.resolve("all.csv.gz").toString();
    assertThat(execute("export", "--what", "bars", "--timeframe", "1day", "--out", packed))
        .isZero();
    assertThat(out.toString()).contains("4 rows in");
    String first = unpacked(packed);
    assertThat(first).startsWith(HEADER).hasLineCount(5);
    database = PostgresForTests.emptyDatabase();
    assertThat(execute("import", "--bars", packed, "--timeframe", "1day")).isZero();
    assertThat(execute("export", "--what", "bars", "--timeframe", "1day")).isZero();
    assertThat(out.toString()).isEqualTo(first);
  }

  @Test
  void barsAreExportedAdjustedForSplits() throws IOException {
    execute("import", "--bars", file("days.csv", DAYS));
    String splits = file("splits.csv", "symbol,date,ratio\nAAPL,2020-08-31,4:1\n");
    assertThat(execute("import", "--splits", splits)).as(err.toString()).isZero();
    assertThat(out.toString()).contains("1 splits added");
    assertThat(
            execute(
                "export",
                "--what",
                "bars",
                "--timeframe",
                "1day",
                "--from",
                "2020-08-28",
                "--to",
                "2020-08-29",
                "--adjusted"))
        .isZero();
    assertThat(out.toString())
        .contains("AAPL,2020-08-28T04:00:00Z,126.0125,126.4425,124.5775,124.8075,187629916,");
    assertThat(execute("export", "--what", "splits")).isZero();
    assertThat(out.toString()).isEqualTo("symbol,date,ratio\nAAPL,2020-08-31,4\n");
  }

  @Test
  void linesThatCannotBeTakenAreNamedAndTheOthersStored() throws IOException {
    String bars =
        """
        symbol,timestamp,open,high,low,close,volume
        AAPL,1760538600,10,11,9,10.5,100
        A*B,1760538660,10,11,9,10.5,100

        AAPL,1760538660,10,9,9,10.5,100
        AAPL,1760538661,10,11,9,10.5,100
        AAPL,1760538720,10,11,-9,10.5,100
        AAPL,1760538720,10,11,9,ten,100
        AAPL,1760538720,10,11,9,10.5,-1
        AAPL,2025-10-15,10,11,9,10.5,1
        AAPL,1760538720,10,11
        AAPL,1760538780000,10,11,9,10.5,100
        """;
    assertThat(execute("import", "--bars", file("bars.csv", bars))).as(err.toString()).isZero();
    assertThat(err.toString())
        .contains(
            "line 3: symbol: expected 1 to 20 of A-Z 0-9 . - / :, was \"A*B\"",
            "line 5: expected low <= open, close <= high, was open 10, high 9, low 9, close 10.5",
            "line 6: timestamp: expected the start of a bar of 1min, such as 2025-10-15T14:31:00Z,"
                + " was \"1760538661\"",
            "line 7: low: expected a price above 0, was \"-9\"",
            "line 8: close: expected a number, was \"ten\"",
            "line 9: volume: expected 0 or more, was \"-1\"",
            "line 10: timestamp: expected a time of day for bars of 1min",
            "line 11: low: expected 7 cells, were 4");
    assertThat(out.toString()).contains("2 bars of 1min added", "8 lines could not be taken");
    assertThat(execute("export", "--what", "bars", "--timeframe", "5min")).isZero();
    assertThat(out.toString())
        .isEqualTo(
            HEADER
                + "AAPL,2025-10-15T14:30:00Z,10,11,9,10.5,200,10.166666666666666,0,0,import_minutes\n");
  }

  @Test
  void aStrictImportWritesNothingOfAFileWithABadLine() throws IOException {
    String bars = file("bars.csv", DAYS + "AAPL,2020-09-01,1,1,1,0,1\n");
    assertThat(execute("import", "--bars", bars, "--strict")).isEqualTo(1);
    assertThat(err.toString())
        .contains("bars.csv, line 6: close: expected a price above 0, was \"0\"");
    assertThat(execute("export", "--what", "bars", "--timeframe", "1day")).isZero();
    assertThat(out.toString()).isEqualTo(HEADER);
    assertThat(execute("import", "--bars", bars)).isZero();
    assertThat(out.toString()).contains("4 bars of 1day added");
  }

  @Test
  void aFileThatBreaksOffSaysWhereAndKeepsWhatWasBeforeInOrder() throws IOException {
    Path packed = directory.resolve("broken.csv.gz");
    try (GZIPOutputStream gzip = new GZIPOutputStream(Files.newOutputStream(packed))) {
      gzip.write(DAYS.repeat(200).getBytes(StandardCharsets.UTF_8));
    }
    byte[] bytes = Files.readAllBytes(packed);
    Files.write(packed, Arrays.copyOf(bytes, bytes.length - 20));
    assertThat(execute("import", "--bars", packed.toString())).isEqualTo(1);
    assertThat(err.toString())
        .contains("broken.csv.gz", ": expected a whole gzip file, is cut off or damaged");
  }

  @Test
  void aFileThatIsNoneOfItsKindIsRefusedWithWhatIsExpected() throws IOException {
    assertThat(execute("import", "--bars", file("a.csv", "symbol,price\nA,1\n"))).isEqualTo(1);
    assertThat(err.toString())
        .contains("expected a header with symbol, a time", "was symbol,price");
    assertThat(execute("import", "--bars", file("b.csv", "date,open,high,low,close\n")))
        .isEqualTo(1);
    assertThat(err.toString()).contains("no column symbol", "--symbol NAME");
    assertThat(execute("import", "--bars", file("c.csv", DAYS.lines().findFirst().get() + "\n")))
        .isEqualTo(1);
    assertThat(err.toString()).contains("expected rows behind the header, found none");
    assertThat(execute("import", "--splits", file("d.csv", "symbol,date\nA,2020-01-01\n")))
        .isEqualTo(1);
    assertThat(err.toString()).contains("expected a header with symbol, date and ratio");
    assertThat(execute("import", "--splits", file("e.csv", "symbol,date,ratio\nA,2020-01-01,1\n")))
        .isEqualTo(1);
    assertThat(err.toString())
        .contains(
            "line 2: ratio: expected new shares for each old one, such as 4, 0.05 or 1:20, was"
                + " \"1\"",
            "none of its 1 lines can be taken");
  }

  @Test
  void whatIsWrongIsSaidWithWhatIsRight() throws IOException {
    String days = file("days.csv", DAYS);
    assertThat(execute("import")).isEqualTo(2);
    assertThat(execute("import", "--bars", days, "--splits", days)).isEqualTo(2);
    assertThat(execute("import", "--bars", directory.resolve("none.csv").toString())).isEqualTo(2);
    assertThat(err.toString()).contains("--bars: expected a readable file");
    assertThat(execute("import", "--bars", days, "--timeframe", "2min")).isEqualTo(2);
    assertThat(err.toString()).contains("--timeframe: expected one of 1min, 5min");
    assertThat(execute("export", "--what", "ticks")).isEqualTo(2);
    assertThat(execute("export", "--what", "bars", "--from", "yesterday")).isEqualTo(2);
    assertThat(err.toString()).contains("--from: expected a time such as 2025-10-15T14:23:00Z");
    assertThat(execute("export", "--what", "splits", "--adjusted")).isEqualTo(2);
    assertThat(err.toString()).contains("--adjusted: expected with --what bars");
  }

  @Test
  void patternsAreExportedOldestFirst() {
    database = PostgresForTests.freshDatabase();
    assertThat(execute("export", "--what", "patterns")).as(err.toString()).isZero();
    assertThat(out.toString())
        .isEqualTo(
            "event_id,revision,pattern,symbol,timeframe,bar_timestamp,direction,confidence,detected_at,"
                + "retracted,metadata\n");
  }

  @Test
  void tradesAreThoseOfABacktestThatIsThere() {
    database = PostgresForTests.freshDatabase();
    assertThat(execute("export", "--what", "trades")).isEqualTo(2);
    assertThat(err.toString()).contains("--job: expected with --what trades");
    assertThat(execute("export", "--what", "trades", "--job", "bt_none")).isEqualTo(1);
    assertThat(err.toString()).contains("no backtest bt_none is stored");
  }

  private static String unpacked(String file) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(Path.of(file)))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
