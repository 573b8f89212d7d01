package ai.tickstock.launcher.embedded;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Redis and the PostgreSQL of this process: those configured, else those of the processes that
 * run over the same data directory, else our own. What we started runs for as long as one process
 * of the data directory lives; the last to leave stops it. After a crash the next one to come finds
 * it and goes on with it, or stops it if it needs it no more. Blocks; thread-safe.
 */
public final class Servers implements AutoCloseable {
  /** How our own Redis keeps what it has, as arguments of its program. */
  public static final List<String> REDIS_PERSISTENCE =
      List.of(
          "--appendonly",
          "yes",
          "--appendfsync",
          "everysec",
          // A log that is trimmed all the time would be rewritten all the time.
          "--auto-aof-rewrite-min-size",
          "1gb",
          "--no-appendfsync-on-rewrite",
          "yes");

  private static final Logger LOG = LoggerFactory.getLogger(Servers.class);
  private static final String REDIS = "redis";
  private static final String POSTGRES = "postgres";
  private static final String PROCESSES = "processes";

  private final Path data;
  private final RunFile runFile;
  private final String role;
  private final JsonObject run;
  private volatile boolean left;

  private Servers(Path data, String role, RunFile runFile, JsonObject run) {
    this.data = data;
    this.role = role;
    this.runFile = runFile;
    this.run = run;
  }

  /**
   * Joins the data directory with one or both halves; starts what is not configured and does not
   * run.
   *
   * @param role all, app or pl
   * @throws IOException also if a half of the role runs over this directory already, or other
   *     servers are in use there
   */
  public static Servers open(JsonObject config, String role) throws IOException {
    return enter(config, role, (data, before) -> withServers(config, role, data, before));
  }

  /**
   * Joins as a command that brings no half and starts no server.
   *
   * @throws IOException saying what to do, if no mesh runs here and no Redis is configured
   */
  public static Servers join(JsonObject config, String command) throws IOException {
    return enter(config, command, (data, before) -> withRedis(config, data, before));
  }

  /**
   * Joins as a command that needs PostgreSQL alone: the configured one, that of the mesh that runs
   * here, or else our own, started for as long as the command lives.
   *
   * @throws IOException also if the processes that run here use another one
   */
  public static Servers database(JsonObject config, String command) throws IOException {
    return enter(config, command, (data, before) -> withPostgres(config, data, before));
  }

  /** What is to be in use, of what stands in the run file. */
  private interface Entry {
    JsonObject apply(Path data, JsonObject before) throws IOException;
  }

  private static Servers enter(JsonObject config, String role, Entry entry) throws IOException {
    Path data = directory(config);
    RunFile runFile = new RunFile(data);
    JsonObject run =
        runFile.change(
            before -> {
              JsonArray processes = before.getJsonArray(PROCESSES).copy().add(RunFile.self(role));
              return entry.apply(data, before).put(PROCESSES, processes);
            });
    return new Servers(data, role, runFile, run);
  }

  private static JsonObject withServers(
      JsonObject config, String role, Path data, JsonObject before) throws IOException {
    JsonArray processes = before.getJsonArray(PROCESSES);
    refuseTwice(processes, role, data);
    boolean alone = processes.isEmpty();
    JsonObject redis = server(config, before, REDIS, alone);
    JsonObject postgres = server(config, before, POSTGRES, alone);
    stopForgotten(data, redis, postgres);
    start(data, redis, postgres);
    return new JsonObject().put(REDIS, redis).put(POSTGRES, postgres);
  }

  private static JsonObject withRedis(JsonObject config, Path data, JsonObject before)
      throws IOException {
    JsonObject redis = server(config, before, REDIS, before.getJsonArray(PROCESSES).isEmpty());
    if (redis.getString("url").isEmpty()) {
      throw new IOException(
          "no running mesh found in "
              + data
              + ": start one with 'run' in the same directory, or say where Redis is with"
              + " --set redis.url=redis://host:port");
    }
    return before.put(REDIS, redis);
  }

  private static JsonObject withPostgres(JsonObject config, Path data, JsonObject before)
      throws IOException {
    boolean alone = before.getJsonArray(PROCESSES).isEmpty();
    JsonObject postgres = server(config, before, POSTGRES, alone);
    if (postgres.getString("url").isEmpty()) {
      postgres.put("url", OwnPostgres.url(new OwnPostgres(data).start()));
    }
    return before.put(POSTGRES, postgres);
  }

  private static Path directory(JsonObject config) throws IOException {
    Path data = Path.of(config.getJsonObject("data").getString("directory"));
    return Files.createDirectories(data).toRealPath();
  }

  private static void refuseTwice(JsonArray processes, String role, Path data) throws IOException {
    for (int i = 0; i < processes.size(); i++) {
      JsonObject other = processes.getJsonObject(i);
      boolean half = List.of("all", "app", "pl").contains(other.getString("role"));
      boolean both = "all".equals(role) || "all".equals(other.getString("role"));
      if (half && (both || role.equals(other.getString("role")))) {
        throw new IOException(
            String.format(
                "'run --role %s' runs over %s already (process %d%s): stop it first, or give this"
                    + " one --set data.directory=<another>",
                other.getString("role"),
                data,
                other.getLong("pid"),
                other.containsKey("http") ? ", " + other.getString("http") : ""));
      }
    }
  }

  /** What is configured, else what those who run here use; an empty URL if neither is. */
  private static JsonObject server(JsonObject config, JsonObject before, String name, boolean alone)
      throws IOException {
    String url = config.getJsonObject(name).getString("url");
    JsonObject used = before.getJsonObject(name, new JsonObject());
    if (alone || !used.containsKey("url")) {
      return new JsonObject().put("url", url).put("own", url.isEmpty());
    }
    if (!url.isEmpty() && !url.equals(used.getString("url"))) {
      throw new IOException(
          name
              + ".url: the processes that run over this data directory use another one; give this"
              + " one --set data.directory=<another>");
    }
    return used;
  }

  /** A server of ours that a killed process left behind and nobody needs now. */
  private static void stopForgotten(Path data, JsonObject redis, JsonObject postgres)
      throws IOException {
    if (!isOwn(redis)) {
      new OwnRedis(data).stop();
    }
    if (!isOwn(postgres)) {
      OwnPostgres postgresql = new OwnPostgres(data);
      postgresql.askToStop();
      postgresql.awaitStopped();
    }
  }

  private static void start(Path data, JsonObject redis, JsonObject postgres) throws IOException {
    boolean stopRedis = false;
    if (isOwn(redis)) {
      stopRedis = redis.getString("url").isEmpty();
      redis.put("url", "redis://127.0.0.1:" + new OwnRedis(data).start());
    }
    try {
      if (isOwn(postgres)) {
        postgres.put("url", OwnPostgres.url(new OwnPostgres(data).start()));
      }
    } catch (IOException e) {
      if (stopRedis) {
        new OwnRedis(data).stop();
      }
      throw e;
    }
  }

  private static boolean isOwn(JsonObject server) {
    return server != null && server.getBoolean("own", false);
  }

  /** Where Redis is; may bear a password. */
  public String redisUrl() {
    return run.getJsonObject(REDIS).getString("url");
  }

  /** Where PostgreSQL is; may bear a password. Empty for a command in whose mesh there is none. */
  public String postgresUrl() {
    return run.getJsonObject(POSTGRES, new JsonObject()).getString("url", "");
  }

  /** Where a half answers HTTP, as it stood when this process joined; empty if none does. */
  public Optional<String> httpOf(String half) {
    return run.getJsonArray(PROCESSES).stream()
        .map(JsonObject.class::cast)
        .filter(entry -> List.of(half, "all").contains(entry.getString("role")))
        .map(entry -> entry.getString("http", ""))
        .filter(url -> !url.isEmpty())
        .findFirst();
  }

  /** The directory of our own Redis; empty if it is somebody else's server. */
  public Optional<Path> ownRedis() {
    return isOwn(run.getJsonObject(REDIS)) ? Optional.of(data.resolve(REDIS)) : Optional.empty();
  }

  /** The directory of our own PostgreSQL; empty if it is somebody else's server. */
  public Optional<Path> ownPostgres() {
    return isOwn(run.getJsonObject(POSTGRES))
        ? Optional.of(data.resolve(POSTGRES))
        : Optional.empty();
  }

  /** Writes down where this process answers HTTP. */
  public void http(String url) throws IOException {
    runFile.change(
        before -> {
          JsonArray processes = before.getJsonArray(PROCESSES);
          for (int i = 0; i < processes.size(); i++) {
            if (RunFile.isSelf(processes.getJsonObject(i), role)) {
              processes.getJsonObject(i).put("http", url);
            }
          }
          return before;
        });
  }

  /**
   * Starts our own servers again where they were, if they have died; each, whatever becomes of the
   * other.
   *
   * @param revived told the name of each that was started
   * @throws IOException if one does not start now; the next call tries again
   */
  public void revive(Consumer<String> revived) throws IOException {
    if (!hasDied()) {
      return;
    }
    List<IOException> failures = new ArrayList<>();
    runFile.change(
        now -> {
          if (!left && isOwn(run.getJsonObject(REDIS)) && !redis().isRunning()) {
            revive("Redis", () -> redis().startAgain(port(redisUrl())), revived, failures);
          }
          if (!left && isOwn(run.getJsonObject(POSTGRES)) && !postgres().isRunning()) {
            revive(
                "PostgreSQL", () -> postgres().startAgain(port(postgresUrl())), revived, failures);
          }
          return now;
        });
    if (!failures.isEmpty()) {
      IOException first = failures.remove(0);
      failures.forEach(first::addSuppressed);
      throw first;
    }
  }

  private interface Start {
    void again() throws IOException;
  }

  private static void revive(
      String name, Start start, Consumer<String> revived, List<IOException> failures) {
    try {
      start.again();
      revived.accept(name);
    } catch (IOException notNow) {
      failures.add(notNow);
    }
  }

  private boolean hasDied() throws IOException {
    return (isOwn(run.getJsonObject(REDIS)) && !redis().isRunning())
        || (isOwn(run.getJsonObject(POSTGRES)) && !postgres().isRunning());
  }

  private OwnRedis redis() {
    return new OwnRedis(data);
  }

  private OwnPostgres postgres() {
    return new OwnPostgres(data);
  }

  private static int port(String url) {
    return URI.create(url).getPort();
  }

  /** Leaves, once; the last one stops the servers that are ours. */
  @Override
  public synchronized void close() throws IOException {
    if (left) {
      return;
    }
    left = true;
    runFile.change(
        before -> {
          JsonArray others = new JsonArray();
          before.getJsonArray(PROCESSES).stream()
              .filter(entry -> !RunFile.isSelf((JsonObject) entry, role))
              .forEach(others::add);
          if (!others.isEmpty()) {
            return before.put(PROCESSES, others);
          }
          stop(before);
          return null;
        });
  }

  private void stop(JsonObject servers) throws IOException {
    OwnPostgres postgres = new OwnPostgres(data);
    boolean ownPostgres = isOwn(servers.getJsonObject(POSTGRES));
    if (ownPostgres) {
      postgres.askToStop();
    }
    if (isOwn(servers.getJsonObject(REDIS))) {
      new OwnRedis(data).stop();
      LOG.info("Stopped our own Redis");
    }
    if (ownPostgres) {
      postgres.awaitStopped();
      LOG.info("Stopped our own PostgreSQL");
    }
  }
}
