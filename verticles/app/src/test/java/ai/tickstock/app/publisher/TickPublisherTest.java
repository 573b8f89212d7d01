package ai.tickstock.app.publisher;

import static ai.tickstock.app.Eventually.await;
import static ai.tickstock.app.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.app.AppBackends;
import ai.tickstock.app.Lines;
import ai.tickstock.app.delivery.MemoryAlerts;
import ai.tickstock.wire.Channels;
import ai.tickstock.wire.jobs.MemoryJobBoards;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class TickPublisherTest {
  @TempDir Path data;

  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final FakeLog log = new FakeLog(1_000);
  private ScriptedSource source = new ScriptedSource("me:1", true, 0);
  private TickPublisherVerticle publisher;
  private String deployment;

  private void publish(Vertx vertx, JsonObject options) throws Exception {
    JsonObject config =
        new JsonObject()
            .put("publisher", options)
            .put("data", new JsonObject().put("directory", data.toString()));
    ScriptedSource published = source;
    publisher =
        new TickPublisherVerticle(
            new AppBackends(
                log, new MemoryJobBoards(), MemoryAlerts.backends(), metrics, Clock.systemUTC()),
            badLines -> Future.succeededFuture(published));
    deployment = await(vertx.deployVerticle(publisher, new DeploymentOptions().setConfig(config)));
  }

  private static JsonObject overflow(String policy) {
    return new JsonObject().put("overflow", policy);
  }

  /** Runs on the publisher's context, where log and source are its own. */
  private void there(Runnable action) throws Exception {
    CountDownLatch done = new CountDownLatch(1);
    publisher
        .itsContext()
        .runOnContext(
            here -> {
              action.run();
              done.countDown();
            });
    assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
  }

  private List<Double> prices(String of) {
    return List.copyOf(log.of(of)).stream()
        .filter(message -> message.getString("type").equals("market_tick"))
        .map(message -> message.getDouble("price"))
        .toList();
  }

  private static List<Double> upTo(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> 10.0 + i).toList();
  }

  private List<String> kinds(String of) {
    return log.of(of).stream().map(message -> message.getString("type")).distinct().toList();
  }

  @Test
  void everyTickIsPublishedOnceInOrder(Vertx vertx) throws Exception {
    source.offered = 5_000;
    publish(vertx, overflow("wait"));
    until(vertx, () -> log.of("me:1").size() >= 5_000);
    await(vertx.undeploy(deployment));
    assertThat(prices("me:1")).isEqualTo(upTo(5_000));
    assertThat(log.of("me:1").get(1))
        .isEqualTo(
            new JsonObject(
                "{\"type\":\"market_tick\",\"symbol\":\"S2\",\"price\":12,\"volume\":1,"
                    + "\"timestamp\":1700000000.002,\"source\":\"scripted\"}"));
  }

  @Test
  void aLiveSourceSaysWhenItIsQuietAndWhenItIsDone(Vertx vertx) throws Exception {
    source.offered = 10;
    publish(vertx, overflow("wait"));
    until(vertx, () -> log.of("me:1").size() >= 12);
    await(vertx.undeploy(deployment));
    List<JsonObject> sent = List.copyOf(log.of("me:1"));
    assertThat(sent.get(11))
        .isEqualTo(new JsonObject("{\"type\":\"heartbeat\",\"timestamp\":1700000000.01}"));
    assertThat(sent.get(sent.size() - 1))
        .isEqualTo(new JsonObject("{\"type\":\"end\",\"timestamp\":1700000000.01}"));
    assertThat(source.appendedThrough).isEqualTo(ScriptedSource.FIRST_MILLIS + 10);
  }

  @Test
  void aReplayEndsWithoutHeartbeats(Vertx vertx) throws Exception {
    source = new ScriptedSource("replay:1", false, 10);
    source.ends = true;
    publish(vertx, overflow("drop"));
    await(publisher.done());
    await(vertx.undeploy(deployment));
    assertThat(kinds("replay:1")).containsExactly("market_tick", "end");
    assertThat(log.of("replay:1")).hasSize(11);
  }

  @Test
  void whenTheLogIsFullTheSourceWaitsAndMemoryStaysBounded(Vertx vertx) throws Exception {
    log.blocked = true;
    source.offered = 100_000;
    publish(vertx, overflow("wait"));
    until(vertx, () -> "blocked by the test".equals(publisher.health().getString("error")));
    assertThat(publisher.health().getString("status")).isEqualTo("degraded");
    there(() -> assertThat(source.handed).isLessThan(2_000));
    there(log::unblock);
    until(vertx, () -> log.of("me:1").size() >= 100_000);
    assertThat(log.mostPending).isLessThan(2_000);
    await(vertx.undeploy(deployment));
    assertThat(prices("me:1")).isEqualTo(upTo(100_000));
  }

  @Test
  void aReplayWaitsWhateverThePolicy(Vertx vertx) throws Exception {
    source = new ScriptedSource("replay:1", false, 20_000);
    source.ends = true;
    log.blocked = true;
    publish(vertx, overflow("drop"));
    until(vertx, () -> publisher.health().getString("error") != null);
    there(log::unblock);
    await(publisher.done());
    assertThat(prices("replay:1")).isEqualTo(upTo(20_000));
  }

  @Test
  void droppedTicksAreCountedAndReported(Vertx vertx) throws Exception {
    log.blocked = true;
    source.offered = 10_000;
    publish(vertx, overflow("drop"));
    until(vertx, () -> counts().getLong("ticks_dropped") == 9_000);
    there(log::unblock);
    await(vertx.undeploy(deployment));
    assertThat(prices("me:1")).isEqualTo(upTo(1_000));
    assertThat(log.published)
        .isNotEmpty()
        .allSatisfy(
            error -> {
              assertThat(error.getString("reason")).isEqualTo("tick_dropped");
              assertThat(error.getString("component")).isEqualTo("app.publisher");
            });
    assertThat(log.published.stream().mapToLong(error -> error.getLong("count")).sum())
        .isEqualTo(9_000);
  }

  private JsonObject counts() {
    return publisher.health().getJsonObject("counts", new JsonObject().put("ticks_dropped", 0));
  }

  @Test
  void theSpoolTakesWhatTheLogDoesNotAndGivesItBackInOrder(Vertx vertx) throws Exception {
    log.blocked = true;
    source.offered = 200_000;
    publish(vertx, overflow("spool"));
    until(vertx, () -> spooled() >= 190_000);
    there(log::unblock);
    there(() -> source.offered = 210_000);
    until(vertx, () -> log.of("me:1").size() >= 210_000);
    assertThat(log.mostPending).isLessThan(2_000);
    await(vertx.undeploy(deployment));
    assertThat(prices("me:1")).isEqualTo(upTo(210_000));
    assertThat(log.published).isEmpty();
    assertThat(spoolFiles()).isEmpty();
  }

  private long spooled() {
    return publisher.health().getJsonObject("queues").getLong("publisher_spooled", 0L);
  }

  /** What goes by way of the disk when a publisher stops, its end too, stays there. */
  private long spooledNow() {
    long[] spooled = new long[1];
    try {
      there(() -> spooled[0] = publisher.totalsNow().queues().getLong("publisher_spooled", 0L));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    return spooled[0];
  }

  private List<Path> spoolFiles() throws Exception {
    try (Stream<Path> files = Files.list(data.resolve("spool"))) {
      return files.toList();
    }
  }

  @Test
  void whatTheSpoolHoldsSurvivesARestartWithItsIdentityAndSequences(Vertx vertx) throws Exception {
    log.blocked = true;
    source.offered = 30_000;
    publish(vertx, overflow("spool"));
    until(vertx, () -> counts().getLong("ticks_processed") == 30_000);
    await(vertx.undeploy(deployment));
    assertThat(log.of("me:1")).isEmpty();
    assertThat(spoolFiles()).isNotEmpty();

    log.blocked = false;
    log.of("me:1").addAll(Collections.nCopies(700, tickAlreadyThere()));
    source = new ScriptedSource("me:2", true, 5_000);
    publish(vertx, overflow("spool"));
    until(vertx, () -> log.of("me:2").size() >= 5_000 && spooledNow() == 0);
    await(vertx.undeploy(deployment));
    assertThat(prices("me:1").subList(700, 30_000)).isEqualTo(upTo(30_000).subList(700, 30_000));
    assertThat(log.of("me:1").get(log.of("me:1").size() - 1).getString("type")).isEqualTo("end");
    assertThat(prices("me:2")).hasSize(5_000).isEqualTo(upTo(5_000));
    assertThat(List.copyOf(log.messages.keySet())).containsExactly("me:1", "me:2");
    assertThat(spoolFiles()).isEmpty();
  }

  private static JsonObject tickAlreadyThere() {
    return new JsonObject().put("type", "market_tick").put("price", 0.0);
  }

  @Test
  void aFullSpoolDropsCountsAndReports(Vertx vertx) throws Exception {
    log.blocked = true;
    source.offered = 100_000;
    publish(vertx, overflow("spool").put("spoolBytes", 1 << 20));
    until(vertx, () -> counts().getLong("ticks_processed") == 100_000);
    long dropped = counts().getLong("ticks_dropped");
    assertThat(dropped).isBetween(80_000L, 95_000L);
    there(log::unblock);
    until(vertx, () -> spooled() == 0);
    await(vertx.undeploy(deployment));
    assertThat(prices("me:1")).isEqualTo(upTo((int) (100_000 - dropped)));
    assertThat(log.published).isNotEmpty();
  }

  @Test
  void theLinesHaveTheAgreedWordingAndCountTicksOnly(Vertx vertx) throws Exception {
    try (Lines lines = new Lines()) {
      source.offered = 1_234;
      publish(vertx, overflow("wait"));
      until(vertx, () -> log.of("me:1").size() >= 1_235);
      await(vertx.undeploy(deployment));
      assertThat(lines.seen())
          .anyMatch(
              line ->
                  line.matches(
                      "INFO MARKET-DATA-SERVICE: Processed 1234 ticks, Published 1234 events,"
                          + " Rate: [0-9]+\\.[0-9] ticks/sec"))
          .contains("INFO MARKET-DATA-SERVICE: Forwarded 1234 ticks to TickStockPL streaming")
          .contains("INFO Published 1234 ticks to TickStockPL");
    }
  }

  @Test
  void aSourceThatBreaksIsReportedAndUnhealthy(Vertx vertx) throws Exception {
    source.offered = 3;
    source.breaks = new IllegalStateException("the file breaks off");
    publish(vertx, overflow("wait"));
    until(vertx, () -> "unhealthy".equals(publisher.health().getString("status")));
    assertThat(publisher.health().getString("error"))
        .isEqualTo("the source broke: the file breaks off");
    assertThat(log.published.get(0).getString("reason")).isEqualTo("source_broken");
  }

  @Test
  void metricsFollowTheTotals(Vertx vertx) throws Exception {
    source.offered = 100;
    publish(vertx, overflow("wait"));
    until(vertx, () -> published() == 100);
    await(vertx.undeploy(deployment));
    assertThat(metrics.getMeters()).isEmpty();
  }

  @Test
  void whatPlLastinglyDoesNotConsumeIsReportedOnceUntilItDoes(Vertx vertx) throws Exception {
    source.offered = 100;
    publish(vertx, overflow("wait"));
    there(() -> publisher.lookEvery(1));
    until(vertx, () -> published() == 100);
    there(() -> plHasRead(40));
    until(
        vertx, () -> String.valueOf(publisher.health().getString("error")).startsWith("PL reads"));
    assertThat(publisher.health().getString("status")).isEqualTo("degraded");
    assertThat(metrics.get("tickstock_delivery_difference").gauge().value())
        .isGreaterThanOrEqualTo(60);
    there(() -> plHasRead(1_000));
    until(vertx, () -> publisher.health().getString("error") == null);
    assertThat(log.published)
        .extracting(error -> error.getString("reason"))
        .containsExactly("delivery_difference");
    await(vertx.undeploy(deployment));
  }

  private void plHasRead(long through) {
    JsonObject read =
        new JsonObject().put("from", 1).put("through", through).put("messages", through);
    JsonObject publishers = new JsonObject().put("me:1", read);
    log.heard
        .get(Channels.HEALTH)
        .handle(
            new JsonObject()
                .put("source", "pl")
                .put("delivery", new JsonObject().put("publishers", publishers))
                .toBuffer());
  }

  private double published() {
    return metrics
        .get("tickstock_ticks_total")
        .tags("half", "app", "stage", "published")
        .functionCounter()
        .count();
  }
}
