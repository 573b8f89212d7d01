package ai.tickstock.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnalyzeCommandTest {
  private static final String BARS =
      """
      bar_timestamp,open,high,low,close,volume
      2025-10-15T14:00:00Z,10,11,9,10.5,100
      2025-10-15T14:01:00Z,10.5,12,10,11,200
      2025-10-15T14:02:00Z,11,11.5,8,9,0
      2025-10-15T14:06:00Z,9,9.25,9,9.1,50
      """;

  @TempDir Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int execute(String... args) {
    return Main.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(args);
  }

  private int analyze(String bars, String... more) throws IOException {
    Path file = Files.writeString(directory.resolve("bars.csv"), bars);
    List<String> args = new ArrayList<>(List.of("analyze", "--bars", file.toString()));
    args.addAll(List.of("--out", directory.resolve("out").toString()));
    args.addAll(Arrays.asList(more));
    return execute(args.toArray(String[]::new));
  }

  private String written(String name) throws IOException {
    return Files.readString(directory.resolve("out").resolve(name));
  }

  @Test
  void eachFunctionHasAFileEmptyInTheLookback() throws IOException {
    assertThat(analyze(BARS, "--functions", "SMA(timePeriod=3),STOCH(2,1,0,1)")).isZero();
    assertThat(written("SMA.csv"))
        .isEqualTo(
            """
            bar,outReal
            0,
            1,
            2,10.166666666666666
            3,9.7000000000000011
            """);
    assertThat(written("STOCH.csv"))
        .startsWith("bar,outSlowK,outSlowD\n0,,\n1,66.666666666666671,66.666666666666671\n");
    assertThat(out.toString()).contains("SMA_3", "STOCH_2_1_1", "4 bars, 2 files");
  }

  @Test
  void theSameFunctionTwiceIsToldApartByItsParameters() throws IOException {
    assertThat(analyze(BARS, "--functions", "SMA(2),SMA(3),RSI")).isZero();
    assertThat(directory.resolve("out"))
        .isDirectoryContaining("glob:**/SMA_2.csv")
        .isDirectoryContaining("glob:**/SMA_3.csv")
        .isDirectoryContaining("glob:**/RSI.csv");
  }

  @Test
  void barsAreFoldedIntoLongerOnes() throws IOException {
    assertThat(analyze(BARS, "--functions", "VOLUME", "--timeframe", "5min")).isZero();
    assertThat(written("bars.csv"))
        .isEqualTo(
            """
            bar,bar_timestamp,open,high,low,close,volume
            0,2025-10-15T14:00:00Z,10,12,8,9,300
            1,2025-10-15T14:05:00Z,9,9.25,9,9.0999999999999996,50
            """);
    assertThat(written("VOLUME.csv")).isEqualTo("bar,outReal\n0,300\n1,50\n");
  }

  @Test
  void severalSymbolsHaveADirectoryEach() throws IOException {
    String bars =
        """
        symbol,date,open,high,low,close
        A,2025-10-14,1,1,1,1
        B/C,2025-10-14,2,2,2,2
        A,2025-10-15,3,3,3,3
        """;
    assertThat(analyze(bars, "--functions", "VOLUME")).isZero();
    assertThat(written("A/VOLUME.csv")).isEqualTo("bar,outReal\n0,0\n1,0\n");
    assertThat(written("B_C/bars.csv")).contains("0,2025-10-14T04:00:00Z,2,2,2,2,0");
    assertThat(analyze(bars, "--functions", "VOLUME", "--symbol", "B/C")).isZero();
    assertThat(written("VOLUME.csv")).isEqualTo("bar,outReal\n0,0\n");
  }

  @Test
  void patternsAreWrittenWithTheirBars() throws IOException {
    assertThat(analyze(BARS, "--patterns")).isZero();
    assertThat(written("patterns.csv"))
        .startsWith(
            "bar,bar_timestamp,pattern,talib,direction,confidence,warming,breakout,target,stop,points\n")
        .contains("2,2025-10-15T14:02:00Z,BearishEngulfing,CDLENGULFING,bearish,0.");
    assertThat(out.toString()).contains("BearishEngulfing");
  }

  @Test
  void aPackedFileWillDo() throws IOException {
    Path file = directory.resolve("bars.csv.gz");
    try (OutputStream packed = new GZIPOutputStream(Files.newOutputStream(file))) {
      packed.write(BARS.getBytes(StandardCharsets.UTF_8));
    }
    String to = directory.resolve("out").toString();
    assertThat(execute("analyze", "--bars", file.toString(), "--functions", "VOLUME", "--out", to))
        .isZero();
    assertThat(written("VOLUME.csv")).isEqualTo("bar,outReal\n0,100\n1,200\n2,0\n3,50\n");
  }

  @Test
  void linesThatAreNoBarsAreNamedWithTheReason() throws IOException {
    String bars =
        """
        timestamp,open,high,low,close,volume
        1760536800,10,11,9,10.5,100
        1760536860,10,9,9,10.5,100
        1760536860,ten,11,9,10.5,100
        1760536860,10,11,9,10.5,-1
        1760536800,10,11,9,10.5,1
        yesterday,10,11,9,10.5,1
        1760536920,10
        """;
    assertThat(analyze(bars, "--functions", "RSI")).isEqualTo(1);
    assertThat(err.toString())
        .contains(
            "line 3: expected low <= open, close <= high, was open 10.0, high 9.0",
            "line 4: open: expected a number, was \"ten\"",
            "line 5: volume: expected 0 or more, was -1.0",
            "line 6: timestamp: expected a time after that of the bar before, was \"1760536800\"",
            "line 7: expected a time such as 2025-10-15T14:23:00Z",
            "line 8: high: expected 6 cells, were 2");
  }

  @Test
  void aHeaderWithoutPricesIsRefused() throws IOException {
    assertThat(analyze("symbol,price\nA,1\n", "--functions", "RSI")).isEqualTo(1);
    assertThat(err.toString())
        .contains("expected a header with open, high, low and close, was symbol,price");
  }

  @Test
  void whatIsWrongIsSaidWithWhatIsRight() throws IOException {
    assertThat(analyze(BARS, "--functions", "RSJ")).isEqualTo(2);
    assertThat(analyze(BARS, "--functions", "RSI(1)")).isEqualTo(2);
    assertThat(analyze(BARS)).isEqualTo(2);
    assertThat(analyze(BARS, "--functions", "RSI", "--timeframe", "2min")).isEqualTo(2);
    assertThat(analyze(BARS, "--functions", "RSI", "--symbol", "X")).isEqualTo(2);
    assertThat(err.toString())
        .contains(
            "--functions: indicator: expected a name such as RSI",
            "--functions: RSI.timePeriod: expected a whole number from 2 to 100000, was 1",
            "--functions: expected ALL or names such as RSI,MACD, was nothing",
            "--timeframe: expected one of 1min, 5min",
            "--symbol: expected one of , was X");
  }

  @Test
  void barsWithoutTimesCannotBeFolded() throws IOException {
    String bars = "open,high,low,close\n1,1,1,1\n";
    assertThat(analyze(bars, "--functions", "VOLUME")).isZero();
    assertThat(analyze(bars, "--functions", "VOLUME", "--timeframe", "5min")).isEqualTo(2);
    assertThat(err.toString()).contains("--timeframe: expected bars with a time");
  }

  @Test
  void theRegistryIsListed() {
    assertThat(execute("list-functions")).isZero();
    assertThat(out.toString()).contains("Momentum Indicators", "RSI ", "timePeriod=14", "Doji");
    assertThat(execute("list-functions", "rsi")).isZero();
    assertThat(out.toString())
        .contains("RSI: Relative strength", "timePeriod = 14, a whole number from 2 to 100000");
    assertThat(execute("list-functions", "doji", "HeadAndShoulders")).isZero();
    assertThat(out.toString()).contains("Doji: ", "CDLDOJI", "HeadAndShoulders: ", "rule ");
    assertThat(execute("list-functions", "RSJ")).isEqualTo(2);
    assertThat(err.toString()).contains("expected a function or a pattern such as RSI");
  }

  @Test
  void theRegistryIsListedAsJson() {
    assertThat(execute("list-functions", "--json", "MACD")).isZero();
    JsonArray found = new JsonArray(out.toString());
    assertThat(found.getJsonObject(0).getString("name")).isEqualTo("MACD");
    assertThat(found.getJsonObject(0).getInteger("lookback")).isEqualTo(33);
    assertThat(found.getJsonObject(0).getJsonArray("parameters")).hasSize(4);
  }
}
