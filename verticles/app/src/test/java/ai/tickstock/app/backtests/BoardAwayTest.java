package ai.tickstock.app.backtests;

import static ai.tickstock.app.Eventually.await;
import static ai.tickstock.app.api.Caller.json;
import static ai.tickstock.app.api.Caller.refused;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.app.AppBackends;
import ai.tickstock.app.api.Caller;
import ai.tickstock.app.bridge.Site;
import ai.tickstock.app.delivery.MemoryAlerts;
import ai.tickstock.app.universes.Universes;
import ai.tickstock.store.PgBacktestReader;
import ai.tickstock.store.StoreFixture;
import ai.tickstock.store.users.UniverseTable;
import ai.tickstock.store.write.BacktestWriter.Begin;
import ai.tickstock.store.write.BacktestWriter.End;
import ai.tickstock.store.write.PgBacktestWriter;
import ai.tickstock.wire.jobs.JobBoard;
import ai.tickstock.wire.jobs.JobBoards;
import ai.tickstock.wire.log.MemoryBroker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.lang.reflect.Proxy;
import java.net.ConnectException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is answered of backtests while Redis is away. */
@Timeout(240)
class BoardAwayTest {
  private static final String AWAY = "Redis does not answer; try again in a moment";
  private static final JobBoards BOARDS =
      vertx ->
          (JobBoard)
              Proxy.newProxyInstance(
                  JobBoard.class.getClassLoader(),
                  new Class<?>[] {JobBoard.class},
                  (proxy, method, values) ->
                      method.getName().equals("close")
                          ? Future.succeededFuture()
                          : Future.failedFuture(new ConnectException("refused")));

  @TempDir Path data;

  @Test
  void nothingIsSubmittedAndWhatHasEndedIsShown() throws Exception {
    try (StoreFixture store = new StoreFixture()) {
      Site site = site(store);
      Caller ann = new Caller(store.vertx, site, "ann");
      ended(store, "bt_1");
      JsonObject form =
          new JsonObject()
              .put("symbols", new JsonArray().add("AAPL"))
              .put("start_date", "2024-01-01")
              .put("end_date", "2024-12-31");
      HttpResponse<Buffer> refused = ann.post("/api/backtests", form);
      refused(refused, 503, AWAY);
      assertThat(refused.getHeader("Retry-After")).isEqualTo("2");
      refused(ann.get("/api/backtests"), 503, AWAY);
      refused(ann.get("/api/backtests/bt_2"), 503, AWAY);
      refused(ann.delete("/api/backtests/bt_2"), 503, AWAY);
      assertThat(json(ann.get("/api/backtests/bt_1"), 200).getString("status")).isEqualTo("failed");
      site.stop();
    }
  }

  private Site site(StoreFixture store) throws Exception {
    AppBackends backends =
        new AppBackends(
            MemoryBroker.factory(),
            BOARDS,
            MemoryAlerts.backends(),
            new SimpleMeterRegistry(),
            Clock.systemUTC());
    BacktestDesk desk = new BacktestDesk(backends);
    await(store.vertx.deployVerticle(desk));
    BacktestRoutes routes =
        new BacktestRoutes(
            desk,
            new PgBacktestReader(store.database),
            new Universes(new UniverseTable(store.database), Clock.systemUTC()),
            job -> {},
            Clock.systemUTC());
    return new Site(store.vertx, MemoryBroker.factory(), data, new JsonObject(), routes);
  }

  private static void ended(StoreFixture store, String id) throws Exception {
    PgBacktestWriter writer = new PgBacktestWriter(store.database);
    JsonObject job = new JsonObject().put("symbols", new JsonArray().add("AAPL"));
    Instant now = Instant.now();
    await(writer.begin(new Begin(id, "ann", 1, "worker", now, now, job)));
    JsonObject summary = new JsonObject().put("job_id", id);
    await(writer.end(id, 1, new End("failed", now, summary, null, "no bars", List.of())));
  }
}
