package ai.tickstock.app.backtests;

import static ai.tickstock.app.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.app.AppBackends;
import ai.tickstock.app.delivery.MemoryAlerts;
import ai.tickstock.wire.Channels;
import ai.tickstock.wire.Topics;
import ai.tickstock.wire.jobs.JobState.Status;
import ai.tickstock.wire.jobs.RedisJobBoard;
import ai.tickstock.wire.jobs.Submission;
import ai.tickstock.wire.log.Bus;
import ai.tickstock.wire.log.LogEntry;
import ai.tickstock.wire.log.RedisBus;
import ai.tickstock.wire.log.RedisBusOptions;
import ai.tickstock.wire.log.RedisForTests;
import ai.tickstock.wire.message.BacktestJob;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A user's backtests over a real Redis: its board, and its logs. */
@Timeout(240)
class DeskOverRedisTest {
  @AutoClose private final RedisForTests redis = RedisForTests.start();
  private final Vertx vertx = Vertx.vertx();

  private static BacktestJob job(String id) {
    return BacktestJob.from(
        new JsonObject()
            .put("job_type", "backtest")
            .put("job_id", id)
            .put("user_id", "ann")
            .put("symbols", new JsonArray().add("AAPL"))
            .put("start_date", "2024-01-01")
            .put("end_date", "2024-12-31")
            .put("timestamp", 1_764_000_000));
  }

  private static Submission submit(BacktestDesk desk, String id) throws Exception {
    return await(desk.submit(job(id), job(id).json()));
  }

  @Test
  void aJobIsOnTheBoardOnceAndInTheLogWhenTheDeskHasClosed() throws Exception {
    RedisBusOptions options = RedisBusOptions.of(redis.url());
    AppBackends backends =
        new AppBackends(
            RedisBus.factory(options),
            RedisJobBoard.factory(options),
            MemoryAlerts.backends(),
            new SimpleMeterRegistry(),
            Clock.systemUTC());
    BacktestDesk desk = new BacktestDesk(backends);
    JsonObject config = new JsonObject().put("jobs", new JsonObject().put("maxPerUser", 1));
    String id = await(vertx.deployVerticle(desk, new DeploymentOptions().setConfig(config)));
    assertThat(submit(desk, "bt_1")).isEqualTo(Submission.ACCEPTED);
    assertThat(submit(desk, "bt_1")).isEqualTo(Submission.EXISTS);
    assertThat(submit(desk, "bt_2")).isEqualTo(Submission.TOO_MANY);
    assertThat(await(desk.state("bt_1")).jobData()).isEqualTo(job("bt_1").json());
    assertThat(await(desk.cancel("bt_1", Instant.now()))).isEqualTo(Status.CANCELLED);
    assertThat(submit(desk, "bt_2")).isEqualTo(Submission.ACCEPTED);
    assertThat(await(desk.jobsOf("ann"))).hasSize(2);
    await(vertx.undeploy(id));
    assertThat(newest(backends, Channels.JOBS_BACKTEST)).contains("\"bt_2\"");
    assertThat(newest(backends, Channels.JOBS_SYSTEM)).contains("\"cancel_job\"", "\"bt_1\"");
    await(vertx.close());
  }

  private String newest(AppBackends backends, String channel) throws Exception {
    Context context = vertx.getOrCreateContext();
    Future<LogEntry> entry =
        Future.future(
            done ->
                context.runOnContext(
                    go -> {
                      Bus bus = backends.bus().create(vertx);
                      bus.newest(Topics.from(new JsonObject()).topic(channel))
                          .eventually(bus::close)
                          .onComplete(done);
                    }));
    return await(entry).data().toString();
  }
}
