package ai.tickstock.app.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tickstock.app.sources.Recorded.Trade;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 240, unit = TimeUnit.SECONDS)
class TickCsvTest {
  private static final String HEADER = "symbol,timestamp,price,volume\n";

  @TempDir Path directory;

  private final List<BadLine> bad = new ArrayList<>();

  private List<Trade> read(byte[] content) {
    try {
      Path file = Files.write(Files.createTempFile(directory, "ticks", ".csv"), content);
      return read(file, bad);
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
  }

  static List<Trade> read(Path file, List<BadLine> bad) throws IOException {
    Recorded recorded = new Recorded();
    try (TickCsv csv = new TickCsv(file, bad::add)) {
      TickBlock block = new TickBlock();
      do {
        csv.fill(block);
        for (int i = 0; i < block.size; i++) {
          recorded.tick(block.symbols[i], block.prices[i], block.volumes[i], block.millis[i]);
        }
      } while (!block.last);
    }
    return recorded.trades;
  }

  private List<Trade> read(String content) {
    return read(content.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aPlainFileIsItsTicks() {
    assertThat(read(HEADER + "SPY,1381219217.034,167.42,210\nGCZ13,1381104000.276,1313.7,0\n"))
        .containsExactly(
            new Trade("SPY", 167.42, 210, 1381219217034L),
            new Trade("GCZ13", 1313.7, 0, 1381104000276L));
    assertThat(bad).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\uFEFFsymbol,timestamp,price,volume\nSPY,1.5,2,3\nSPY,2.5,2,3\n",
        "symbol,timestamp,price,volume\r\nSPY,1.5,2,3\r\nSPY,2.5,2,3\r\n",
        "symbol,timestamp,price,volume\n\nSPY,1.5,2,3\n\n  \nSPY,2.5,2,3",
        "\"symbol\",\"timestamp\",\"price\",\"volume\"\n\"SPY\",\"1.5\",\"2\",\"3\"\nSPY,\"2.5\",2,3\n",
        "Symbol, Timestamp, Price, Volume\nspy, 1.5, 2, 3\n SPY ,2.5,2.0,3.00\n",
        "symbol,timestamp,price,volume\nspy,1.5,2,3\nspy,25e-1,+2,.3E1\n",
        "symbol,timestamp,price,volume\nSPY,1.500999,2,3\nSPY,2.5000000000000000001,2,3\n",
        "\n\nsymbol,timestamp,price,volume\nSPY,01.5,2.,3\nSPY,2.5,2,3\r",
      })
  void anUnusualFormIsRead(String content) {
    assertThat(read(content))
        .containsExactly(new Trade("SPY", 2, 3, 1500), new Trade("SPY", 2, 3, 2500));
    assertThat(bad).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SPY,1,2 | expected 4 fields symbol,timestamp,price,volume, was 3",
        "SPY,1,2,3,4 | expected 4 fields symbol,timestamp,price,volume, was 5",
        ",1,2,3 | symbol: expected 1 to 20 of A-Z 0-9 . - / :, was empty",
        "S PY,1,2,3 | symbol: expected 1 to 20 of A-Z 0-9 . - / :, was S PY",
        "A23456789012345678901,1,2,3 | symbol: expected 1 to 20 of A-Z 0-9 . - / :, was A23456789012345678901",
        "SPY,,2,3 | timestamp: expected Unix seconds, was empty",
        "SPY,0,2,3 | timestamp: expected Unix seconds above 0, was 0",
        "SPY,-5,2,3 | timestamp: expected Unix seconds above 0, was -5",
        "SPY,1381104000276,2,3 | timestamp: expected Unix seconds, was 1381104000276 (milliseconds or smaller?)",
        "SPY,1e99,2,3 | timestamp: expected Unix seconds, was 1e99 (milliseconds or smaller?)",
        "SPY,2013-10-07,2,3 | timestamp: expected Unix seconds, was 2013-10-07",
        "SPY,1,0,3 | price: expected a number above 0, was 0",
        "SPY,1,0.000,3 | price: expected a number above 0, was 0.000",
        "SPY,1,-1,3 | price: expected a number above 0, was -1",
        "SPY,1,NaN,3 | price: expected a number above 0, was NaN",
        "SPY,1,Infinity,3 | price: expected a number above 0, was Infinity",
        "SPY,1,1e999,3 | price: expected a number above 0, was 1e999",
        "SPY,1,0x1p3,3 | price: expected a number above 0, was 0x1p3",
        "SPY,1,2,-1 | volume: expected a number of 0 or more, was -1",
        "SPY,1,2, | volume: expected a number of 0 or more, was empty",
        "SPY,1,2,1d | volume: expected a number of 0 or more, was 1d",
        "`\"SPY,1,2,3` | a quote is opened and not closed",
      })
  void aLineThatIsNoTickIsReportedAndLeftOut(String line, String reason) {
    assertThat(read(HEADER + "SPY,1,2,3\n" + line + "\nSPY,2,2,3\n")).hasSize(2);
    assertThat(bad)
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.line()).isEqualTo(3);
              assertThat(one.reason()).isEqualTo(reason);
            });
  }

  @Test
  void aLineWithoutEndIsReportedOnceAndTheRestIsRead() {
    assertThat(read(HEADER + "SPY,1,2,3\n" + "x".repeat(700_000) + "\nSPY,2,2,3\n")).hasSize(2);
    assertThat(bad).containsExactly(new BadLine(3, "expected at most 1024 bytes in a line", ""));
  }

  @Test
  void noiseIsReportedAndNeverBreaksTheReader() {
    byte[] noise = new byte[600_000];
    new Random(1).nextBytes(noise);
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    content.writeBytes(HEADER.getBytes(StandardCharsets.UTF_8));
    content.writeBytes(noise);
    content.writeBytes("\nSPY,2,2,3\n".getBytes(StandardCharsets.UTF_8));
    assertThat(read(content.toByteArray())).contains(new Trade("SPY", 2, 3, 2000));
    assertThat(bad).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "symbol,price,timestamp,volume\nSPY,1,2,3\n",
        "SPY,1,2,3\n",
        "symbol,timestamp,price\n",
        "\"symbol,timestamp\n"
      })
  void anotherHeaderIsRefused(String content) {
    assertThatThrownBy(() -> read(content))
        .rootCause()
        .hasMessageContaining("line 1: expected the header symbol,timestamp,price,volume, was ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\r\n  \n"})
  void anEmptyFileIsRefused(String content) {
    assertThatThrownBy(() -> read(content)).rootCause().hasMessageContaining("is empty");
  }

  @Test
  void aMissingFileIsRefused() {
    assertThatThrownBy(() -> read(directory.resolve("none.csv"), bad))
        .hasMessage("tick file: expected a file, found none at " + directory.resolve("none.csv"));
    assertThatThrownBy(() -> read(directory, bad)).hasMessageContaining("expected a file");
  }

  @Test
  void gzipIsKnownByItsContent() throws IOException {
    byte[] zipped = gzip(HEADER + "SPY,1,2,3\n");
    assertThat(read(zipped)).hasSize(1);
    assertThatThrownBy(() -> read(Arrays.copyOf(gzip(HEADER + "SPY,1,2,3\n".repeat(9_000)), 60)))
        .rootCause()
        .satisfies(cause -> assertThat(cause).isInstanceOf(EOFException.class));
  }

  static byte[] gzip(String content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(content.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  @Property(tries = 300)
  void numbersAreReadExactlyAsJavaReadsThem(
      @ForAll @BigRange(min = "0.0000001", max = "99999999999999") @Scale(9) BigDecimal price,
      @ForAll @BigRange(min = "0", max = "99999999") @Scale(4) BigDecimal volume,
      @ForAll @LongRange(min = 1, max = 99_999_999_999_999L) long millis)
      throws IOException {
    String line =
        "A," + BigDecimal.valueOf(millis, 3) + "," + price.toPlainString() + "," + volume + "\n";
    Path file = Files.writeString(Files.createTempFile("ticks", ".csv"), HEADER + line + line);
    try {
      Trade trade =
          new Trade(
              "A",
              Double.parseDouble(price.toPlainString()),
              Double.parseDouble(volume.toPlainString()),
              millis);
      assertThat(read(file, bad)).containsExactly(trade, trade);
    } finally {
      Files.delete(file);
    }
  }

  @Test
  void aFileLargerThanTheWindowIsReadWhole() {
    StringBuilder content = new StringBuilder(HEADER);
    for (int i = 0; i < 100_000; i++) {
      content
          .append("S")
          .append(i % 700)
          .append(',')
          .append(1_000 + i)
          .append(".25,")
          .append(i + 1);
      content.append(".5,").append(i).append('\n');
    }
    List<Trade> trades = read(content.toString());
    assertThat(trades).hasSize(100_000);
    for (int i = 0; i < 100_000; i++) {
      assertThat(trades.get(i))
          .isEqualTo(new Trade("S" + i % 700, i + 1.5, i, (1_000 + i) * 1_000L + 250));
    }
  }
}
