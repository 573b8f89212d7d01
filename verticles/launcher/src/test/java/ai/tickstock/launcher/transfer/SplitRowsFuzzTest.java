package ai.tickstock.launcher.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.tickstock.launcher.csv.CsvRows;
import ai.tickstock.market.Symbols;
import ai.tickstock.store.StoredSplit;
import ai.tickstock.store.write.ImportedSplit;
import ai.tickstock.wire.fuzz.Fuzz;
import ai.tickstock.wire.fuzz.NastyJson;
import ai.tickstock.wire.fuzz.Reasons;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** However a file of splits is spoiled: what is read is splits, the rest is refused by line. */
class SplitRowsFuzzTest {
  private static final int LONGEST_REASON = 300;
  private static final int LONG = 20_000;
  private static final int LONGEST_REFUSAL = 1_000;

  /** What somebody may call a number of shares: digits, not what Java too reads as a number. */
  private static final Pattern SHARES = Pattern.compile("\\+?[0-9.]+([eE][+-]?[0-9]+)?");

  private static final Pattern COUNTS = Pattern.compile("expected (\\d+) cells, were (\\d+)");

  private static final String[] HEADERS = {
    "symbol,date,ratio",
    "ratio,symbol,ex_date",
    "Symbol,DATE,Ratio",
    "\uFEFFsymbol,date,ratio",
    "\"symbol\", date ,ratio",
    "name,symbol,date,ratio",
    "date,ex_date,symbol,ratio"
  };
  private static final String[] BAD_HEADERS = {
    "symbol,date",
    "symbol;date;ratio",
    "symbol,date,ratio,ratio",
    "symbol,Symbol,date,ratio",
    "date,date,symbol,ratio",
    "symbol,date,ratio,,",
    ",,",
    "\"symbol,date,ratio",
    "AAPL,2020-08-31,4",
    "symbol,date\u0000,ratio",
    ""
  };
  private static final String[] SYMBOLS = {
    "AAPL", "aapl", "BRK.B", "X:Y", "9", "A-B/C", "\"MSFT\""
  };
  private static final String[] BAD_SYMBOLS = {
    "",
    "\"\"",
    "A B",
    "ß",
    "ſ",
    "ı",
    "ﬁ",
    "A\u0000",
    "ABCDEFGHIJKLMNOPQRSTU",
    "'AAPL'",
    "💥",
    "=1+1",
    "Ａ"
  };
  private static final String[] DATES = {"2020-08-31", "1900-01-01", "2199-12-31", "2024-02-29"};
  private static final String[] BAD_DATES = {
    "",
    "2023-02-29",
    "2020-13-01",
    "1899-12-31",
    "2200-01-01",
    "+999999999-12-31",
    "-999999999-01-01",
    "99999999999-01-01",
    "2020-08-31T00:00:00Z",
    "2020-8-31",
    "20200831",
    "31.08.2020",
    "08/31/2020",
    "1598832000",
    "٢٠٢٠-٠٨-٣١",
    "2020-08-31\u0000",
    "today"
  };
  private static final String[] RATIOS = {
    "4", "0.05", "1:20", "20:1", " 3 : 2 ", "1e1", "4.", ".5", "+4", "10000", "0.0001", "1:10000"
  };
  private static final String[] BAD_RATIOS = {
    "",
    "1",
    "1:1",
    "0",
    "-0",
    "-4",
    "-4:-1",
    "4:-1",
    "0:0",
    "1:0",
    "0:1",
    ":",
    "4:",
    ":4",
    "1:2:3",
    ":".repeat(5_000),
    "4/1",
    "4-for-1",
    "\"4,0\"",
    "NaN",
    "Infinity",
    "Infinity:Infinity",
    "1e400",
    "1e400:1e400",
    "1e308:1e-308",
    "1e-400",
    "1e-400:1e-400",
    "1e999999999999",
    "10000.001",
    "0.00009",
    "4d",
    "4f",
    "4f:1d",
    "0x4",
    "0x1p2",
    "0x1p2:1",
    "1_000",
    "４",
    "٤",
    "4\u0000",
    "1.0000000000000000001",
    "9007199254740993:9007199254740992",
    "9".repeat(400),
    "0." + "0".repeat(400) + "1",
    "4" + " ".repeat(400),
    "four"
  };

  private static Path file;

  @BeforeContainer
  static void make() throws IOException {
    file = Files.createTempFile("splits", ".csv");
  }

  @AfterContainer
  static void delete() throws IOException {
    Files.deleteIfExists(file);
  }

  @Property(tries = Fuzz.SEEDS, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void everyRowIsASplitOrRefused(@ForAll long seed) {
    Fuzz.each(
        seed,
        nasty -> {
          byte[] table = NastyJson.utf8(spoiled(nasty));
          byte[] bytes = packed(nasty, table);
          write(bytes);
          Fuzz.within(table.length, () -> importRows(bytes));
          Fuzz.within(table.length, () -> readWhole(bytes));
        });
  }

  @Property(tries = Fuzz.SEEDS, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void whatIsWrittenIsRead(@ForAll long seed) {
    Fuzz.each(
        seed,
        nasty -> {
          LocalDate date = LocalDate.ofEpochDay(nasty.random().nextInt(-25_567, 84_006));
          double fresh = nasty.random().nextInt(1, 5_000);
          double old = fresh + nasty.random().nextInt(1, 5_000);
          boolean reverse = nasty.random().nextBoolean();
          String ratio = reverse ? (int) fresh + ":" + (int) old : Double.toString(old / fresh);
          write(NastyJson.utf8("symbol,date,ratio\n%s,%s,%s\n".formatted("aapl", date, ratio)));
          StoredSplit split = onlySplit();
          assertThat(split.exDate()).isEqualTo(date);
          assertThat(split.ratio()).isEqualTo(reverse ? fresh / old : old / fresh, within(1e-9));
        });
  }

  private static String spoiled(NastyJson nasty) {
    boolean isKnown = nasty.random().nextInt(4) > 0;
    String header = nasty.oneOf(isKnown ? HEADERS : BAD_HEADERS);
    List<String> columns = List.of(header.split(",", -1));
    String end = nasty.oneOf("\n", "\n", "\r\n", "\r", "\n\n");
    StringBuilder table = new StringBuilder(header).append(end);
    for (int i = nasty.random().nextInt(6); i > 0; i--) {
      table.append(row(nasty, columns)).append(end);
    }
    if (nasty.random().nextInt(4) == 0) {
      table.setLength(Math.max(0, table.length() - end.length()));
    }
    String text = table.toString();
    return nasty.random().nextInt(3) == 0 ? nasty.scribbled(text) : text;
  }

  private static String row(NastyJson nasty, List<String> columns) {
    List<String> cells = new ArrayList<>();
    columns.forEach(column -> cells.add(cell(nasty, column.toLowerCase(Locale.ROOT))));
    switch (nasty.random().nextInt(20)) {
      case 0 -> cells.remove(cells.size() - 1);
      case 1 -> cells.add(nasty.value());
      case 2 -> Collections.shuffle(cells, nasty.random());
      case 3 -> cells.set(nasty.random().nextInt(cells.size()), nasty.value());
      case 4 -> {
        return nasty.oneOf("", " ", ",", ",,,,,", "\"", "# AAPL", "\u0000", "\u001a");
      }
      default -> {} // It is as it is.
    }
    return String.join(nasty.random().nextInt(20) == 0 ? ", " : ",", cells);
  }

  private static String cell(NastyJson nasty, String column) {
    boolean isBad = nasty.random().nextInt(4) == 0;
    String cell =
        column.contains("symbol")
            ? nasty.oneOf(isBad ? BAD_SYMBOLS : SYMBOLS)
            : column.contains("date")
                ? nasty.oneOf(isBad ? BAD_DATES : DATES)
                : nasty.oneOf(isBad ? BAD_RATIOS : RATIOS);
    return switch (nasty.random().nextInt(30)) {
      case 0 -> nasty.scribbled(cell);
      case 1 -> '"' + cell + '"';
      case 2 -> '"' + cell + "\n\"";
      case 3 -> cell + '"';
      case 4 -> cell.repeat(nasty.random().nextInt(Math.max(1, LONG / (cell.length() + 1))));
      default -> cell;
    };
  }

  private static byte[] packed(NastyJson nasty, byte[] table) {
    byte[] bytes = table;
    if (nasty.random().nextInt(8) == 0) {
      bytes = gzip(table);
      int length = nasty.random().nextInt(bytes.length + 1);
      bytes = nasty.random().nextInt(3) == 0 ? Arrays.copyOf(bytes, length) : bytes;
    }
    return nasty.random().nextInt(6) == 0 ? nasty.spoiled(bytes) : bytes;
  }

  private static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  private static void write(byte[] bytes) {
    try {
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static StoredSplit onlySplit() {
    try {
      Map<String, List<StoredSplit>> splits = SplitFile.read(file);
      assertThat(splits).containsOnlyKeys("AAPL");
      assertThat(splits.get("AAPL")).hasSize(1);
      return splits.get("AAPL").get(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void importRows(byte[] bytes) {
    try (CsvRows rows = CsvRows.open(file)) {
      SplitRows splits = new SplitRows(rows);
      while (rows.next()) {
        row(rows, splits, bytes);
      }
    } catch (IOException refused) {
      assertPlain(refused, bytes);
    }
  }

  private static void row(CsvRows rows, SplitRows splits, byte[] bytes) {
    try {
      ImportedSplit split = splits.split();
      assertSound(split.symbol(), split.split(), bytes);
      assertThat(rows.cell("symbol").matches("\\p{ASCII}*"))
          .as("for %s", new String(bytes))
          .isTrue();
      for (String shares : rows.cell("ratio").split(":")) {
        assertThat(shares.strip()).matches(SHARES);
      }
    } catch (IllegalArgumentException refused) {
      assertThat(rows.line()).isGreaterThan(1);
      Reasons.assertUnderstandable(refused.getMessage(), new String(bytes));
      assertThat(refused.getMessage())
          .containsPattern("^(symbol|date|ex_date|ratio): ")
          .hasSizeLessThan(LONGEST_REASON)
          .satisfies(SplitRowsFuzzTest::countsSensibly);
    }
  }

  /** Where cells are missing, there are fewer than expected. */
  private static void countsSensibly(String reason) {
    Matcher counts = COUNTS.matcher(reason);
    if (counts.find()) {
      assertThat(Integer.parseInt(counts.group(2))).isLessThan(Integer.parseInt(counts.group(1)));
    }
  }

  private static void assertSound(String symbol, StoredSplit split, byte[] bytes) {
    assertThat(symbol).as("for %s", new String(bytes)).matches(Symbols::isValid);
    assertThat(split.exDate()).isBetween("1900-01-01", "2199-12-31");
    assertThat(split.ratio()).isBetween(1e-4, 1e4).isNotEqualTo(1);
  }

  private static void readWhole(byte[] bytes) {
    try {
      SplitFile.read(file)
          .forEach((symbol, splits) -> splits.forEach(split -> assertSound(symbol, split, bytes)));
    } catch (IOException refused) {
      assertPlain(refused, bytes);
    }
  }

  /** Says what is wrong in a sentence, and nothing of our insides. */
  private static void assertPlain(IOException refused, byte[] bytes) {
    assertThat(refused.getMessage())
        .as("for %s", new String(bytes))
        .startsWith(file + ", ")
        .containsPattern("line \\d+: .*(expected|not |more than once)")
        .hasSizeLessThan(LONGEST_REFUSAL)
        .doesNotContain("Exception", "java.", "CSV", "org.apache", "ai.tickstock")
        .doesNotContainPattern("[\\p{Cntrl}\u2028\u2029]");
  }
}
