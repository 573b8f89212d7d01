package ai.tickstock.launcher.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tickstock.store.StoredSplit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Splits, and what is none. */
class SplitFileTest {
  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void name() {
    file = directory.resolve("splits.csv");
  }

  @ParameterizedTest
  @CsvSource({"4, 4", "0.05, 0.05", "1:20, 0.05", "3 : 2, 1.5", "+4, 4", "1e1, 10", ".5, 0.5"})
  void aRatioIsOneNumberOrTwo(String ratio, double expected) throws IOException {
    Files.writeString(file, "symbol,ex_date,ratio\naapl,2020-08-31," + ratio + "\n");
    assertThat(SplitFile.read(file))
        .containsOnlyKeys("AAPL")
        .containsEntry("AAPL", List.of(new StoredSplit(LocalDate.parse("2020-08-31"), expected)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"-4:-1", "4d", "4f:1", "0x1p2", "1:0", "0:0", "1:1", "1:2:3", ":", "NaN", "1e400"})
  void otherRatiosAreNone(String ratio) throws IOException {
    Files.writeString(file, "symbol,date,ratio\nAAPL,2020-08-31," + ratio + "\n");
    assertRefused(
        "line 2: ratio: expected new shares for each old one, such as 4, 0.05 or 1:20, was \""
            + ratio
            + '"');
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "symbol,date|line 1: expected a header with symbol, date and ratio, was \"symbol,date\"",
        "''|line 1: expected a header with symbol, date and ratio, was \"\"",
        "symbol,date,,ratio|line 1: expected a name for every column, was [symbol, date, , ratio]",
        "'\"symbol,date'|line 1: a quote is opened and not closed",
        "'\"symbol\"s,date'"
            + "|line 1: expected a comma or the end of the line behind a closing quote",
        "symbol,date,ratio;A,2020-08-31|line 2: ratio: expected 3 cells, were 2",
        "symbol,date,ratio;ß,2020-08-31,4"
            + "|line 2: symbol: expected 1 to 20 of A-Z 0-9 . - / :, was \"ß\"",
        "symbol,date,ratio,Ratio;A,2020-08-31,4,5"
            + "|line 2: ratio: expected one such column, is in the header more than once"
      })
  void whatIsNoSplitIsRefusedByItsLine(String text, String why) throws IOException {
    Files.writeString(file, text.replace(";", "\n"));
    assertRefused(why);
  }

  @Test
  void onlyTheBeginningOfAHeaderIsShown() throws IOException {
    Files.writeString(file, "a,".repeat(50_000) + "\n");
    assertThatThrownBy(() -> SplitFile.read(file))
        .message()
        .contains("line 1: expected a name for every column, was [a, a, ")
        .hasSizeLessThan(1_000);
  }

  @Test
  void aPackedFileIsWholeOrRefused() throws IOException {
    String text = "symbol,date,ratio\n" + "AAPL,2020-08-31,4\n".repeat(50);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    byte[] whole = packed.toByteArray();
    for (int length = 2; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> SplitFile.read(file))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(": expected a whole gzip file, is cut off or damaged");
    }
    Files.write(file, whole);
    assertThat(SplitFile.read(file).get("AAPL")).hasSize(50);
  }

  /** Java makes two letters of each, and copies all of them each time. */
  @ParameterizedTest
  @Timeout(60)
  @ValueSource(strings = {"ß", "ﬁ", "İ"})
  void aLongTextThatGrowsInAnotherCaseIsRefusedAtOnce(String letter) throws IOException {
    String text = letter.repeat(200_000);
    Files.writeString(file, "symbol,date,ratio\n" + text + ",2020-08-31,4\n");
    assertRefused(
        "line 2: symbol: expected 1 to 20 of A-Z 0-9 . - / :, was \"" + letter.repeat(60) + "…\"");
    Files.writeString(file, "symbol,date," + text + "\n");
    assertThatThrownBy(() -> SplitFile.read(file))
        .hasMessageContaining("line 1: expected a header");
  }

  private void assertRefused(String why) {
    assertThatThrownBy(() -> SplitFile.read(file))
        .isInstanceOf(IOException.class)
        .hasMessage(file + ", " + why);
  }
}
