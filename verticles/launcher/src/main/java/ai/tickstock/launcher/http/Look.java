package ai.tickstock.launcher.http;

import ai.tickstock.wire.log.BusHealth;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one look at this process and its servers saw. Immutable, but for the JSON it holds, which
 * nobody changes.
 *
 * @param atMillis when, Unix milliseconds
 * @param redis facts of Redis; null if it is away
 * @param redisError why, null if all is well
 * @param postgresMillis round trip to PostgreSQL
 * @param postgresError why it is away, null if all is well
 * @param halves each half's own health, by name
 */
record Look(
    long atMillis,
    BusHealth redis,
    String redisError,
    double postgresMillis,
    String postgresError,
    Map<String, JsonObject> halves) {
  /** A look older than this says nothing any more. */
  private static final long STALE_MILLIS = 10_000;

  private static final String UNHEALTHY = "unhealthy";

  /** The same, with the halves as they are. */
  Look with(Map<String, JsonObject> each) {
    return new Look(atMillis, redis, redisError, postgresMillis, postgresError, each);
  }

  boolean serversAnswer() {
    return redisError == null && postgresError == null;
  }

  /** Whether this process can do its work; every reason if not. */
  JsonObject ready(long nowMillis) {
    JsonObject checks = new JsonObject();
    checks.put("redis", check(redisError)).put("postgres", check(postgresError));
    halves.forEach(
        (name, half) ->
            checks.put(
                name,
                check(
                    UNHEALTHY.equals(half.getString("status"))
                        ? half.getString("error", "it says so")
                        : null)));
    if (nowMillis - atMillis > STALE_MILLIS) {
      checks.put(
          "process", check("not looked at for " + (nowMillis - atMillis) / 1000 + " seconds"));
    }
    boolean up =
        checks.stream()
            .allMatch(entry -> "UP".equals(((JsonObject) entry.getValue()).getString("status")));
    return new JsonObject().put("status", up ? "UP" : "DOWN").put("checks", checks);
  }

  private static JsonObject check(String error) {
    JsonObject check = new JsonObject().put("status", error == null ? "UP" : "DOWN");
    return error == null ? check : check.put("reason", error);
  }

  /** Everything, for the status page. */
  JsonObject all(String node, long nowMillis) {
    JsonObject all = ready(nowMillis).put("node", node).put("timestamp", atMillis / 1000.0);
    JsonObject servers = new JsonObject().put("postgres_latency_ms", postgresMillis);
    if (redis != null) {
      servers.mergeIn(facts());
    }
    JsonObject each = new JsonObject();
    halves.keySet().forEach(half -> each.put(half, message(half, node)));
    return all.put("servers", servers).put("halves", each);
  }

  private JsonObject facts() {
    return new JsonObject()
        .put("latency_ms", redis.latencyMillis())
        .put("connected_clients", redis.connectedClients())
        .put("used_memory_human", redis.usedMemoryHuman())
        .put("keyspace_hits", redis.keyspaceHits())
        .put("keyspace_misses", redis.keyspaceMisses());
  }

  /** A half's health message, with the fields of the contract. */
  JsonObject message(String half, String node) {
    JsonObject own = halves.get(half);
    JsonObject jobs = own.getJsonObject("jobs", new JsonObject());
    String error =
        Stream.of(prefixed("redis", redisError), postgres(half), own.getString("error"))
            .filter(Objects::nonNull)
            .collect(Collectors.joining("; "));
    JsonObject message =
        new JsonObject().put("source", half).put("node", node).put("status", status(half, own));
    if (redis != null) {
      message.mergeIn(facts());
    }
    message
        .put("error", error.isEmpty() ? null : error)
        .put("rates", own.getJsonObject("rates", new JsonObject()))
        .put("lag_seconds", own.getValue("lag_seconds", 0))
        .put("queues", own.getJsonObject("queues", new JsonObject()))
        .put("jobs", jobs)
        .put("counts", own.getJsonObject("counts", new JsonObject()))
        .put("timestamp", atMillis / 1000.0);
    if (jobs.getJsonObject("pattern", new JsonObject()).getLong("messages_processed", -1L) == 0) {
      message.put("note", "messages_processed 0 before the first minute boundary is expected");
    }
    return message;
  }

  private String status(String half, JsonObject own) {
    boolean away = redisError != null || postgres(half) != null;
    return away ? UNHEALTHY : own.getString("status", "healthy");
  }

  /** Only PL cannot work without PostgreSQL. */
  private String postgres(String half) {
    return "pl".equals(half) ? prefixed("postgres", postgresError) : null;
  }

  private static String prefixed(String what, String error) {
    return error == null ? null : what + ": " + error;
  }
}
