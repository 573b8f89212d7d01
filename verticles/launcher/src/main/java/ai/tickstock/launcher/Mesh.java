package ai.tickstock.launcher;

import ai.tickstock.app.http.AuthOptions;
import ai.tickstock.launcher.config.ConfigWatch;
import ai.tickstock.launcher.config.Configuration;
import ai.tickstock.launcher.config.Secrets;
import ai.tickstock.launcher.disk.DiskOptions;
import ai.tickstock.launcher.disk.DiskWatch;
import ai.tickstock.launcher.embedded.Servers;
import ai.tickstock.launcher.http.Assets;
import ai.tickstock.launcher.http.HealthVerticle;
import ai.tickstock.launcher.http.HttpVerticle;
import ai.tickstock.pl.PlHalf;
import ai.tickstock.store.Database;
import ai.tickstock.wire.jobs.RedisJobBoard;
import ai.tickstock.wire.log.RedisBus;
import ai.tickstock.wire.log.RedisBusOptions;
import ai.tickstock.wire.log.RedisConnections;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The halves of one process, deployed over their servers. Its methods block. */
final class Mesh {
  private static final Logger LOG = LoggerFactory.getLogger(Mesh.class);
  private static final int MOST_HTTP_INSTANCES = 4;
  private static final int REACH_SECONDS = 30;
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final Configuration configuration;
  private final CommonOptions common;
  private final JsonObject config;
  private final Role role;
  private final Shutdown shutdown;
  private final Assets assets = new Assets();
  private final Map<String, Supplier<JsonObject>> halves = new ConcurrentSkipListMap<>();
  private Servers servers;
  private PrometheusMeterRegistry metrics;
  private Vertx vertx;
  private Ground ground;
  private HealthVerticle health;
  private PlHalf pl;
  private AppStart.Started app;

  private Mesh(Configuration configuration, CommonOptions common, Role role, Shutdown shutdown) {
    this.configuration = configuration;
    this.common = common;
    this.role = role;
    this.shutdown = shutdown;
    config = configuration.json();
    if (config.getString("node").isEmpty()) {
      config.put("node", host() + "-" + ProcessHandle.current().pid());
    }
  }

  /** Starts all a role needs, in order. What was started is told to {@code shutdown}. */
  static void start(Configuration configuration, CommonOptions common, Role role, Shutdown shutdown)
      throws Exception {
    Mesh mesh = new Mesh(configuration, common, role, shutdown);
    mesh.greet();
    shutdown.start(mesh::startServers);
    shutdown.start(mesh::startVertx);
    shutdown.start(mesh::reachServers);
    if (role.runsPl()) {
      shutdown.start(mesh::startPl);
    }
    if (role.runsApp()) {
      shutdown.start(mesh::startApp);
    }
    shutdown.start(mesh::watch);
    String url = shutdown.start(mesh::serve);
    LOG.info(
        "TickStock {} ready after {} s: {} (Ctrl-C stops it)",
        role.label(),
        String.format("%.1f", ManagementFactory.getRuntimeMXBean().getUptime() / 1000.0),
        url);
    mesh.invite(url);
  }

  private void greet() {
    LOG.info(
        "TickStock mesh {}, role {}, process {}, Java {}, {} cores, configuration: {}",
        Main.version(),
        role.label(),
        ProcessHandle.current().pid(),
        Runtime.version().feature(),
        Runtime.getRuntime().availableProcessors(),
        configuration.origin());
  }

  private Void startServers() throws Exception {
    servers = Servers.open(config, role.label());
    shutdown.stops("servers", servers::close);
    tell("Redis", servers.redisUrl(), servers.ownRedis());
    tell("PostgreSQL", servers.postgresUrl(), servers.ownPostgres());
    return null;
  }

  private static void tell(String name, String url, Optional<Path> own) {
    LOG.info(
        "{} {}{}",
        String.format("%-11s", name),
        Secrets.masked(url),
        own.map(directory -> " (our own, in " + directory + ")").orElse(""));
  }

  private Void startVertx() throws Exception {
    metrics = Metrics.registry(shutdown);
    VertxOptions options =
        new VertxOptions()
            .setMetricsOptions(new MicrometerMetricsOptions().setEnabled(true))
            // Nothing is served from the class path: no directory in /tmp that a SIGKILL leaves
            // there.
            .setFileSystemOptions(
                new FileSystemOptions()
                    .setClassPathResolvingEnabled(false)
                    .setFileCachingEnabled(false));
    vertx =
        Vertx.builder().with(options).withMetrics(new MicrometerMetricsFactory(metrics)).build();
    vertx.exceptionHandler(new Unhandled());
    shutdown.stops("Vert.x", () -> Ground.stopped(vertx.close(), "Vert.x"));
    Supervision supervision = Supervision.start(vertx, servers::revive, metrics);
    shutdown.stops("supervision", () -> Ground.stopped(supervision.stop(), "supervision"));
    ground = ground();
    return null;
  }

  private Ground ground() {
    RedisBusOptions redis = redis();
    String postgresUrl = servers.postgresUrl();
    int connections = config.getJsonObject("postgres").getInteger("poolSize");
    Database database = Database.connect(vertx, postgresUrl, connections);
    shutdown.stops(
        "PostgreSQL's connections", () -> Ground.stopped(database.close(), "PostgreSQL"));
    return new Ground(
        config,
        vertx,
        postgresUrl,
        database,
        redis,
        RedisBus.factory(redis),
        RedisJobBoard.factory(redis),
        metrics,
        shutdown,
        Clock.systemUTC());
  }

  private RedisBusOptions redis() {
    RedisConnections bound = BusOptions.connections(config, role.halves());
    metrics.gauge("tickstock_redis_connections", bound, RedisConnections::open);
    return BusOptions.of(config, servers.redisUrl())
        .within(bound)
        .onInvalidPayload(
            payload ->
                metrics.counter("tickstock_refused_total", "reason", "invalid_json").increment());
  }

  /** Servers of somebody else's may be starting just now as well: they are given some time. */
  private Void reachServers() throws Exception {
    health =
        new HealthVerticle(
            config.getString("node"),
            ground.buses(),
            ground.database()::ping,
            halves,
            ground.clock());
    Ground.started(vertx.deployVerticle(health), "health");
    String half = role.runsApp() ? "app" : "pl";
    DiskWatch disk =
        new DiskWatch(
            DiskOptions.from(config),
            metrics,
            why -> health.report(half + ".disk", "disk_nearly_full", why));
    Ground.started(vertx.deployVerticle(disk), "the disk");
    health.disk(disk::trouble);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(REACH_SECONDS);
    boolean told = false;
    while (!health.serversAnswer()) {
      if (System.nanoTime() > deadline) {
        throw new IOException(
            "no answer within " + REACH_SECONDS + " s from " + health.serversAway());
      }
      if (!told) {
        LOG.warn("Waiting for {}", health.serversAway());
        told = true;
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    return null;
  }

  private Void startPl() throws Exception {
    pl = PlStart.start(ground);
    halves.put("pl", pl::health);
    return null;
  }

  private Void startApp() throws Exception {
    app = AppStart.start(ground, assets.at("/").content());
    halves.put("app", app::health);
    return null;
  }

  /** From now on the file's changes are taken. */
  private Void watch() throws Exception {
    ConfigWatch watch =
        new ConfigWatch(
            vertx,
            common.file(),
            System.getenv(),
            common.settings(),
            configuration,
            new Reconfiguration(
                role, config.getString("node"), pl, app == null ? null : app.half()),
            why -> {
              metrics.counter("tickstock_config_refused_total").increment();
              String half = role.runsApp() ? "app" : "pl";
              health.report(half + ".configuration", "configuration_refused", why);
            });
    Ground.started(watch.start(), "the configuration's file");
    health.configuration(watch::state);
    shutdown.stops("configuration", () -> Ground.stopped(watch.close(), "the configuration"));
    return null;
  }

  /** One server for each event loop that is to serve, all on one port. */
  private String serve() throws Exception {
    HttpVerticle.Site mount = app == null ? HttpVerticle.Site.NONE : app.site()::mount;
    boolean insists = configuration.insistsOn("http.port");
    HttpVerticle first = listen(new HttpVerticle(metrics, health, mount, assets, insists), config);
    JsonObject same = config.copy();
    if (same.getJsonObject("http").getInteger("port") != 0) {
      same.getJsonObject("http").put("port", first.port());
    }
    for (int i = 1; i < instances(); i++) {
      listen(new HttpVerticle(metrics, health, mount, assets, true), same);
    }
    servers.http(first.url());
    return first.url();
  }

  private int instances() {
    int wanted = config.getJsonObject("http").getInteger("instances");
    int cores = Runtime.getRuntime().availableProcessors();
    return wanted > 0 ? wanted : Math.min(cores, MOST_HTTP_INSTANCES);
  }

  private HttpVerticle listen(HttpVerticle http, JsonObject with) throws Exception {
    DeploymentOptions options = new DeploymentOptions().setConfig(with);
    String id = Ground.started(vertx.deployVerticle(http, options), "HTTP");
    shutdown.stops("HTTP", () -> Ground.stopped(vertx.undeploy(id), "HTTP"));
    return http;
  }

  /** For the person at the terminal only: it never goes into a log. */
  private void invite(String url) {
    if (app != null && AuthOptions.from(config).onLoopback()) {
      String user = System.getProperty("user.name", "").replaceAll("[^A-Za-z0-9._@-]", "-");
      String code = app.site().newCode(user.isEmpty() ? "me" : user);
      System.out.println(
          "\n    Open the page (this link works once, for you):\n    "
              + url
              + "/login?code="
              + code
              + "\n");
    }
  }

  private static String host() {
    try {
      String name = InetAddress.getLocalHost().getHostName();
      return name.replaceAll("[^A-Za-z0-9._-]", "-");
    } catch (UnknownHostException e) {
      return "node";
    }
  }
}
