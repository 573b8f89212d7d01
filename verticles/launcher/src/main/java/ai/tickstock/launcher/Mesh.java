package ai.tickstock.launcher;

import ai.tickstock.app.AppBackends;
import ai.tickstock.app.AppHalf;
import ai.tickstock.launcher.embedded.Ports;
import ai.tickstock.launcher.embedded.Servers;
import ai.tickstock.launcher.http.HealthVerticle;
import ai.tickstock.launcher.http.HttpVerticle;
import ai.tickstock.launcher.http.Readiness;
import ai.tickstock.pl.Backends;
import ai.tickstock.pl.PlHalf;
import ai.tickstock.store.Database;
import ai.tickstock.store.PgBarReader;
import ai.tickstock.store.write.PgAnalysisWriter;
import ai.tickstock.store.write.PgBarWriter;
import ai.tickstock.wire.log.BusFactory;
import ai.tickstock.wire.log.RedisBus;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The halves of one process, deployed over their servers. Its methods block: not for event loops.
 */
final class Mesh {
  private static final Logger LOG = LoggerFactory.getLogger(Mesh.class);
  private static final int START_SECONDS = 60;
  private static final int STOP_SECONDS = 9;

  private final Servers servers;
  private final JsonObject config;
  private final Vertx vertx;
  private final PrometheusMeterRegistry metrics =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Clock clock = Clock.systemUTC();
  private final BusFactory buses;
  private Database database;
  private AppHalf app;
  private PlHalf pl;

  private Mesh(JsonObject config, Servers servers) {
    this.config = config;
    this.servers = servers;
    Metrics.describe(metrics);
    vertx =
        Vertx.builder()
            .withMetrics(new MicrometerMetricsFactory(metrics))
            .with(
                new VertxOptions()
                    .setMetricsOptions(new MicrometerMetricsOptions().setEnabled(true)))
            .build();
    buses = RedisBus.factory(BusOptions.of(config, servers.redisUrl()));
  }

  /** Brings the schema up to date and deploys what the role wants. */
  static Mesh start(JsonObject config, Role role, Servers servers) throws Exception {
    Mesh mesh = new Mesh(config, servers);
    try {
      mesh.start(role);
      return mesh;
    } catch (Exception e) {
      mesh.stop();
      throw e;
    }
  }

  private void start(Role role) throws Exception {
    Database.migrate(servers.postgresUrl());
    database =
        Database.connect(
            vertx, servers.postgresUrl(), config.getJsonObject("postgres").getInteger("poolSize"));
    Map<String, Supplier<JsonObject>> halves = new LinkedHashMap<>();
    if (role.runsPl()) {
      pl = await(PlHalf.deploy(vertx, config, plBackends()), START_SECONDS);
      halves.put("pl", pl::health);
    }
    if (role.runsApp()) {
      app =
          await(
              AppHalf.deploy(vertx, config, new AppBackends(buses, metrics, clock)), START_SECONDS);
      halves.put("app", app::health);
    }
    for (Map.Entry<String, Supplier<JsonObject>> half : halves.entrySet()) {
      await(
          vertx.deployVerticle(new HealthVerticle(half.getKey(), buses, half.getValue(), clock)),
          START_SECONDS);
    }
    int port = serve(halves);
    servers.http("http://localhost:" + port);
    LOG.info("Redis       {}", servers.redisUrl());
    LOG.info("PostgreSQL  {}", servers.postgresUrl().replaceAll(":[^:/@]+@", ":***@"));
    LOG.info("TickStock {} ready: http://localhost:{}", role.label(), port);
  }

  private Backends plBackends() {
    return new Backends(
        buses,
        new PgBarWriter(database),
        new PgBarReader(database),
        new PgAnalysisWriter(database),
        metrics,
        clock);
  }

  private int serve(Map<String, Supplier<JsonObject>> halves) throws Exception {
    JsonObject http = config.getJsonObject("http");
    if (http.getInteger("port") == 8080) {
      http.put("port", Ports.usualOrFree(8080));
    }
    HttpVerticle verticle =
        new HttpVerticle(metrics, new Readiness(buses.create(vertx), database::ping, halves));
    await(vertx.deployVerticle(verticle, new DeploymentOptions().setConfig(config)), START_SECONDS);
    return verticle.port();
  }

  /**
   * Stops in order: App with its source, PL with a last commit, the servers of our own. Less than
   * 10 s.
   */
  void stop() throws Exception {
    LOG.info("Stopping");
    try {
      Future<Void> appStopped = app == null ? Future.succeededFuture() : app.close();
      await(
          appStopped.eventually(() -> pl == null ? Future.succeededFuture() : pl.close()),
          STOP_SECONDS);
      await(database == null ? Future.succeededFuture() : database.close(), 2);
      await(vertx.close(), 2);
    } finally {
      servers.close();
    }
    LOG.info("Stopped");
  }

  private static <T> T await(Future<T> future, int seconds) throws Exception {
    try {
      return future.toCompletionStage().toCompletableFuture().get(seconds, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    } catch (TimeoutException e) {
      throw new TimeoutException(
          "no answer within " + seconds + " s; is Redis or PostgreSQL away?");
    }
  }
}
