package ai.tickstock.bench;

import ai.tickstock.wire.TickReader;
import ai.tickstock.wire.TickWriter;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A tick into JSON and back, per tick: flushes of 1,000 as the log holds them, 1,000 symbols,
 * prices in cents, whole volumes. Jackson's streaming parser beside ours.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class TickCodecBenchmark {
  private static final int TICKS = 1_000;
  private static final long START = 1_697_385_600_000L;

  private final String[] symbols = new String[TICKS];
  private final double[] prices = new double[TICKS];
  private final double[] volumes = new double[TICKS];
  private final TickWriter writer = new TickWriter("polygon");
  private final TickReader reader = new TickReader();
  private final JsonFactory jackson = new JsonFactory();
  private byte[] inOurOrder;
  private byte[] inAnyOrder;

  @Setup
  public void setUp() {
    Random random = new Random(1);
    for (int i = 0; i < TICKS; i++) {
      symbols[i] = "S" + random.nextInt(1_000);
      prices[i] = (10_000 + random.nextInt(90_000)) / 100.0;
      volumes[i] = 100 * (1 + random.nextInt(20));
    }
    inOurOrder = array();
    inAnyOrder =
        new String(inOurOrder, StandardCharsets.US_ASCII)
            .replaceAll(
                "\\{\"type\":\"market_tick\",(.*?),\"source\":\"polygon\"\\}",
                "{$1, \"source\": \"polygon\", \"exchange\": {\"id\": 4}, \"type\": \"market_tick\"}")
            .getBytes(StandardCharsets.US_ASCII);
  }

  private byte[] array() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < TICKS; i++) {
      out.write(i == 0 ? '[' : ',');
      writer.tick(symbols[i], prices[i], volumes[i], START + i);
      out.write(writer.bytes(), 0, writer.length());
    }
    out.write(']');
    return out.toByteArray();
  }

  @Benchmark
  @OperationsPerInvocation(TICKS)
  public int write() {
    int bytes = 0;
    for (int i = 0; i < TICKS; i++) {
      writer.tick(symbols[i], prices[i], volumes[i], START + i);
      bytes += writer.length();
    }
    return bytes;
  }

  @Benchmark
  @OperationsPerInvocation(TICKS)
  public double read() {
    return sum(inOurOrder);
  }

  @Benchmark
  @OperationsPerInvocation(TICKS)
  public double readAnyOrder() {
    return sum(inAnyOrder);
  }

  private double sum(byte[] data) {
    double sum = 0;
    reader.reset(data, 0, data.length);
    while (reader.next()) {
      sum += reader.price() + reader.volume() + reader.timestampMillis() + reader.symbolHash();
    }
    return sum;
  }

  @Benchmark
  @OperationsPerInvocation(TICKS)
  public double readByJackson() throws IOException {
    double sum = 0;
    try (JsonParser parser = jackson.createParser(inOurOrder)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.START_OBJECT) {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          sum += value(parser);
        }
      }
    }
    return sum;
  }

  private static double value(JsonParser parser) throws IOException {
    String name = parser.currentName();
    parser.nextToken();
    return switch (name) {
      case "price", "volume" -> parser.getDoubleValue();
      case "timestamp" -> Math.round(parser.getDoubleValue() * 1_000);
      case "symbol" -> parser.getText().hashCode();
      default -> 0;
    };
  }
}
