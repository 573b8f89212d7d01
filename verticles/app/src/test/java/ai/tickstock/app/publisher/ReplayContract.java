package ai.tickstock.app.publisher;

import static ai.tickstock.app.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tickstock.app.Eventually;
import ai.tickstock.app.sources.ReplayOptions;
import ai.tickstock.wire.Channels;
import ai.tickstock.wire.TickWriter;
import ai.tickstock.wire.Topics;
import ai.tickstock.wire.log.Bus;
import ai.tickstock.wire.log.BusFactory;
import ai.tickstock.wire.log.LogBatch;
import ai.tickstock.wire.log.LogEntry;
import ai.tickstock.wire.log.LogGap;
import ai.tickstock.wire.log.LogPosition;
import ai.tickstock.wire.log.LogReader;
import ai.tickstock.wire.log.TopicOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a replay promises, whatever the log is kept in. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
abstract class ReplayContract {
  private static final String HEADER = "symbol,timestamp,price,volume\n";

  @TempDir Path directory;

  private final Vertx vertx = Vertx.vertx();

  /** Buses over one log, the same for the whole test. */
  abstract BusFactory buses() throws Exception;

  BusFactory bus;

  @BeforeEach
  void open() throws Exception {
    bus = buses();
  }

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  static String lines(int count) {
    StringBuilder lines = new StringBuilder(HEADER);
    for (int i = 1; i <= count; i++) {
      lines.append("S").append(i % 5).append(',').append(1_700_000_000 + i / 100).append('.');
      lines.append(100 + i % 100).append(',').append(i).append(",1\n");
    }
    return lines.toString();
  }

  Path file(String content) throws Exception {
    return Files.writeString(directory.resolve("ticks.csv"), content);
  }

  private Future<ReplaySummary> replay(Vertx on, Path file, boolean again) {
    ReplayOptions options = new ReplayOptions(file, ReplayOptions.MAX, again);
    return Replay.run(on, new JsonObject(), bus, options, progress -> {});
  }

  /** All messages of the tick log, read until as many are there. */
  List<JsonObject> log(long count) throws Exception {
    List<JsonObject> messages = new CopyOnWriteArrayList<>();
    List<LogGap> gaps = new CopyOnWriteArrayList<>();
    AtomicLong read = new AtomicLong();
    Vertx reading = Vertx.vertx();
    LogReader.Listener listener =
        new LogReader.Listener() {
          @Override
          public Future<?> batch(LogBatch batch) {
            for (LogEntry entry : batch.entries()) {
              JsonArray array = entry.data().toJsonArray();
              List<JsonObject> decoded =
                  array.stream().skip(entry.skip()).map(JsonObject.class::cast).toList();
              messages.addAll(decoded);
              read.addAndGet(decoded.size());
            }
            return Future.succeededFuture();
          }

          @Override
          public void gap(LogGap gap) {
            gaps.add(gap);
          }
        };
    Bus own = bus.create(reading);
    await(
        own.read(
            Topics.from(new JsonObject()).topic(Channels.TICKS),
            "test",
            new LogReader.Start(LogPosition.START, Map.of()),
            false,
            listener));
    Eventually.until(reading, () -> read.get() >= count);
    await(own.close());
    await(reading.close());
    assertThat(gaps).isEmpty();
    return messages;
  }

  private static List<Integer> prices(List<JsonObject> messages) {
    return messages.stream()
        .filter(message -> message.getString("type").equals("market_tick"))
        .map(message -> message.getInteger("price"))
        .toList();
  }

  private static List<Integer> upTo(int count) {
    return IntStream.rangeClosed(1, count).boxed().toList();
  }

  @Test
  void everyLineIsAppendedOnceThenTheEnd() throws Exception {
    ReplaySummary summary = await(replay(vertx, file(lines(5_000)), false));
    assertThat(summary.appended()).isEqualTo(5_000);
    assertThat(summary.skipped()).isZero();
    assertThat(summary.publisher()).matches("replay:[0-9a-f]{64}");
    assertThat(summary.firstMillis()).isEqualTo(1_700_000_000_101L);
    assertThat(summary.lastMillis()).isEqualTo(1_700_000_050_100L);
    List<JsonObject> log = log(5_001);
    assertThat(prices(log)).isEqualTo(upTo(5_000));
    assertThat(log.get(5_000).getString("type")).isEqualTo("end");
  }

  @Test
  void aSecondRunChangesNothingUnlessAskedFor() throws Exception {
    Path file = file(lines(3_000));
    await(replay(vertx, file, false));
    ReplaySummary second = await(replay(vertx, file, false));
    assertThat(second.appended()).isZero();
    assertThat(second.skipped()).isEqualTo(3_000);
    assertThat(log(3_001)).hasSize(3_001);
    ReplaySummary third = await(replay(vertx, file, true));
    assertThat(third.appended()).isEqualTo(3_000);
    assertThat(third.publisher()).matches("replay:[0-9a-f]{64}:[0-9a-f]+");
    assertThat(prices(log(6_002))).hasSize(6_000);
  }

  @Test
  void aRunCutOffIsContinuedByTheNextOne() throws Exception {
    Path file = file(lines(60_000));
    for (int cut = 1; cut <= 3; cut++) {
      Vertx killed = Vertx.vertx();
      int enough = cut * 9_000;
      CompletableFuture<Void> reached = new CompletableFuture<>();
      Replay.run(
          killed,
          new JsonObject(),
          bus,
          new ReplayOptions(file, 60 * cut, false),
          progress -> {
            if (progress.appended() + progress.skipped() >= enough) {
              reached.complete(null);
            }
          });
      reached.get(60, TimeUnit.SECONDS);
      await(killed.close());
    }
    ReplaySummary summary = await(replay(vertx, file, false));
    assertThat(summary.skipped()).isPositive();
    assertThat(summary.appended() + summary.skipped()).isEqualTo(60_000);
    assertThat(prices(log(60_001))).isEqualTo(upTo(60_000));
  }

  @Test
  void aRunCutOffBeforeItsLastWordSaysItInTheNextOneWithTheTimeOfTheLastTick() throws Exception {
    Path file = file(HEADER + "A,1700000000,1,1\nA,1700000000.5,2,1\n");
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
    append("replay:" + HexFormat.of().formatHex(digest), 2);

    ReplaySummary summary = await(replay(vertx, file, false));
    assertThat(summary.skipped()).isEqualTo(2);
    assertThat(summary.appended()).isZero();
    JsonObject last = log(3).get(2);
    assertThat(last.getString("type")).isEqualTo("end");
    assertThat(last.getDouble("timestamp")).isEqualTo(1_700_000_000.5);
  }

  /** As a run does that is killed behind so many ticks. */
  private void append(String publisher, int ticks) throws Exception {
    Vertx killed = Vertx.vertx();
    TopicOptions topic = Topics.from(new JsonObject()).topic(Channels.TICKS);
    TickWriter writer = new TickWriter("replay");
    await(
        bus.create(killed)
            .appender(topic, publisher)
            .compose(
                appender -> {
                  for (int i = 0; i < ticks; i++) {
                    writer.tick("A", 1 + i, 1, 1_700_000_000_000L + 500L * i);
                    appender.append(writer.bytes(), 0, writer.length());
                  }
                  return appender.flush();
                }));
    await(killed.close());
  }

  @Test
  void aFileWithoutATickSaysNothing() throws Exception {
    ReplaySummary summary = await(replay(vertx, file(HEADER), false));
    assertThat(summary.appended()).isZero();
    Long said =
        await(
            bus.create(vertx)
                .mark(Topics.from(new JsonObject()).topic(Channels.TICKS), summary.publisher()));
    assertThat(said).isZero();
  }

  @Test
  void linesThatAreNoTickAreCountedAndTakeNoSequence() throws Exception {
    String content = lines(100).replace("\nS3,", "\nS3,x") + "\n\n\"S1\",1700000009,101,1\r\n";
    ReplaySummary summary = await(replay(vertx, file(content), false));
    assertThat(summary.badLines()).isEqualTo(20);
    assertThat(summary.appended()).isEqualTo(81);
    ReplaySummary second = await(replay(vertx, file(content), false));
    assertThat(second.appended()).isZero();
    assertThat(log(82)).hasSize(82);
  }

  @Test
  void aFileThatIsNoneFailsAndSaysWhy() throws Exception {
    assertThatThrownBy(() -> await(replay(vertx, directory.resolve("no.csv"), false)))
        .hasMessageContaining("expected a file, found none");
    assertThatThrownBy(() -> await(replay(vertx, file(""), false)))
        .hasMessageContaining("is empty");
    assertThatThrownBy(() -> await(replay(vertx, file("a,b\n1,2\n"), false)))
        .hasMessageContaining("expected the header");
  }

  @Test
  void aFileThatBreaksOffFailsNamingTheLine() throws Exception {
    byte[] whole = zipped(lines(40_000));
    Path file = directory.resolve("broken.csv.gz");
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(() -> await(replay(vertx, file, false)))
        .hasMessageContaining("cannot be read on after line")
        .hasMessageContaining("it breaks off");
  }

  private static byte[] zipped(String content) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(content.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  @Test
  void aSpeedPacesTheTicksByTheirTimes() throws Exception {
    Path file = file(HEADER + "A,1700000000,1,1\nA,1700000000.5,2,1\nA,1700000010,3,1\n");
    long began = System.nanoTime();
    await(
        Replay.run(
            vertx, new JsonObject(), bus, new ReplayOptions(file, 10, false), progress -> {}));
    assertThat((System.nanoTime() - began) / 1e9).isGreaterThanOrEqualTo(1.0);
  }
}
