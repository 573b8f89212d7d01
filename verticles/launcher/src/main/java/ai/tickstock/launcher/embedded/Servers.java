package ai.tickstock.launcher.embedded;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Redis and PostgreSQL of this process: those configured, else embedded ones over the data
 * directory, which all processes over it share. The last of them to leave stops what was started;
 * after a crash the next one finds it. Blocks.
 */
public final class Servers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Servers.class);

  private final Path data;
  private final RunFile runFile;
  private final String redisUrl;
  private final String postgresUrl;

  private Servers(Path data, JsonObject run) {
    this.data = data;
    runFile = new RunFile(data);
    redisUrl = run.getJsonObject("redis").getString("url");
    postgresUrl = run.containsKey("postgres") ? run.getJsonObject("postgres").getString("url") : "";
  }

  /**
   * Joins the data directory: finds or starts what is not configured.
   *
   * @param role named in {@code run.json}
   */
  public static Servers open(JsonObject config, String role) throws IOException {
    Path data = Path.of(config.getJsonObject("data").getString("directory"));
    JsonObject run =
        new RunFile(data)
            .change(
                before -> {
                  before.put("redis", redis(config, data));
                  before.put("postgres", postgres(config, data));
                  return before.put("processes", joined(before, role));
                });
    return new Servers(data, run);
  }

  /**
   * Joins a mesh that runs over the data directory, for a command that starts none.
   *
   * @throws IOException saying what to do if none runs and no Redis is configured
   */
  public static Servers join(JsonObject config, String role) throws IOException {
    Path data = Path.of(config.getJsonObject("data").getString("directory"));
    String configured = config.getJsonObject("redis").getString("url");
    JsonObject run =
        new RunFile(data)
            .change(
                before -> {
                  if (!configured.isEmpty()) {
                    before.put("redis", server(configured, false));
                  } else if (before.getJsonArray("processes").isEmpty()) {
                    throw new IOException(
                        "no running mesh found in "
                            + data.toAbsolutePath()
                            + ": start one with 'run' first, or give --set redis.url=redis://host:port");
                  }
                  return before.put("processes", joined(before, role));
                });
    return new Servers(data, run);
  }

  private static JsonArray joined(JsonObject run, String role) {
    return run.getJsonArray("processes").copy().add(RunFile.self(role));
  }

  private static JsonObject redis(JsonObject config, Path data) throws IOException {
    String url = config.getJsonObject("redis").getString("url");
    return url.isEmpty()
        ? server("redis://127.0.0.1:" + new EmbeddedRedis(data).start(), true)
        : server(url, false);
  }

  private static JsonObject postgres(JsonObject config, Path data) throws IOException {
    String url = config.getJsonObject("postgres").getString("url");
    return url.isEmpty()
        ? server(EmbeddedPostgresServer.url(new EmbeddedPostgresServer(data).start()), true)
        : server(url, false);
  }

  private static JsonObject server(String url, boolean embedded) {
    return new JsonObject().put("url", url).put("embedded", embedded);
  }

  public String redisUrl() {
    return redisUrl;
  }

  public String postgresUrl() {
    return postgresUrl;
  }

  /** Writes where this process answers HTTP. */
  public void http(String url) throws IOException {
    runFile.change(
        run -> {
          JsonArray processes = run.getJsonArray("processes");
          for (int i = 0; i < processes.size(); i++) {
            JsonObject process = processes.getJsonObject(i);
            if (process.getLong("pid") == ProcessHandle.current().pid()) {
              process.put("http", url);
            }
          }
          return run;
        });
  }

  /** Leaves; the last one stops the servers that were started here. */
  @Override
  public void close() throws IOException {
    runFile.change(
        run -> {
          JsonArray others = new JsonArray();
          run.getJsonArray("processes").stream()
              .filter(p -> ((JsonObject) p).getLong("pid") != ProcessHandle.current().pid())
              .forEach(others::add);
          if (!others.isEmpty()) {
            return run.put("processes", others);
          }
          stop(run);
          return null;
        });
  }

  private void stop(JsonObject run) throws IOException {
    if (isEmbedded(run, "postgres")) {
      LOG.info("Stopping the embedded PostgreSQL");
      new EmbeddedPostgresServer(data).stop();
    }
    if (isEmbedded(run, "redis")) {
      LOG.info("Stopping the embedded Redis");
      new EmbeddedRedis(data).stop();
    }
  }

  private static boolean isEmbedded(JsonObject run, String server) {
    return run.getJsonObject(server, new JsonObject()).getBoolean("embedded", false);
  }
}
