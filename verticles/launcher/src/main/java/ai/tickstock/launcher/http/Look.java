package ai.tickstock.launcher.http;

import ai.tickstock.wire.log.BusHealth;
import ai.tickstock.wire.message.Health;
import ai.tickstock.wire.message.Health.Status;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
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
 * @param diskTrouble why there will soon be an outage for want of room, null if all is well
 * @param halves each half's own health, by name
 */
record Look(
    long atMillis,
    BusHealth redis,
    String redisError,
    double postgresMillis,
    String postgresError,
    String diskTrouble,
    Map<String, JsonObject> halves) {
  /** A look older than this says nothing any more. */
  private static final long STALE_MILLIS = 10_000;

  private static final String UNHEALTHY = "unhealthy";
  private static final JsonObject NONE = new JsonObject();

  /** What a half tells besides. */
  private static final List<String> PARTS = List.of("feed", "delivery", "breakers");

  /** The same, with the halves and the disk as they are. */
  Look with(Map<String, JsonObject> each, String disk) {
    return new Look(atMillis, redis, redisError, postgresMillis, postgresError, disk, each);
  }

  boolean serversAnswer() {
    return redisError == null && postgresError == null;
  }

  /** Whether this process can do its work; every reason if not. */
  JsonObject ready(long nowMillis) {
    JsonObject checks = new JsonObject();
    checks.put("redis", check(redisError)).put("postgres", check(postgresError));
    // Work goes on while there is room: said, but no reason to send nobody here any more.
    checks.put("disk", check(null));
    if (diskTrouble != null) {
      checks.getJsonObject("disk").put("reason", diskTrouble);
    }
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
    JsonObject breakers = new JsonObject();
    halves.values().forEach(half -> breakers.mergeIn(half.getJsonObject("breakers", NONE)));
    return new JsonObject()
        .put("status", up ? "UP" : "DOWN")
        .put("checks", checks)
        .put("breakers", breakers);
  }

  private static JsonObject check(String error) {
    JsonObject check = new JsonObject().put("status", error == null ? "UP" : "DOWN");
    return error == null ? check : check.put("reason", error);
  }

  /** Everything, for people. */
  JsonObject all(String node, long nowMillis) {
    JsonObject all = ready(nowMillis).put("node", node).put("timestamp", atMillis / 1000.0);
    JsonObject servers = new JsonObject().put("postgres_latency_ms", postgresMillis);
    if (redis != null) {
      servers.mergeIn(Health.facts(redis));
    }
    JsonObject each = new JsonObject();
    halves.keySet().forEach(half -> each.put(half, message(half, node)));
    return all.put("servers", servers).put("halves", each);
  }

  /** A half's health message, with the fields of the contract. */
  JsonObject message(String half, String node) {
    JsonObject own = halves.get(half);
    String error =
        Stream.of(
                prefixed("redis", redisError), postgres(half), diskTrouble, own.getString("error"))
            .filter(Objects::nonNull)
            .collect(Collectors.joining("; "));
    JsonObject message =
        new Health(
                half,
                node,
                status(half, own),
                redis,
                error.isEmpty() ? null : error,
                each(own, "rates", JsonObject::getDouble),
                own.getDouble("lag_seconds", 0.0),
                each(own, "queues", JsonObject::getLong),
                each(
                    own,
                    "jobs",
                    (jobs, job) -> jobs.getJsonObject(job).getLong("messages_processed", 0L)),
                each(own, "counts", JsonObject::getLong),
                Instant.ofEpochMilli(atMillis))
            .json();
    PARTS.stream()
        .filter(own::containsKey)
        .forEach(part -> message.put(part, own.getJsonObject(part)));
    return message;
  }

  /** What is worth telling at once when it changes. */
  String states() {
    return halves.entrySet().stream()
        .map(half -> half.getKey() + status(half.getKey(), half.getValue()) + feed(half.getValue()))
        .collect(Collectors.joining(" "));
  }

  private static String feed(JsonObject own) {
    return own.getJsonObject("feed", new JsonObject()).getString("state", "");
  }

  private static <T> Map<String, T> each(
      JsonObject own, String name, BiFunction<JsonObject, String, T> take) {
    JsonObject all = own.getJsonObject(name, new JsonObject());
    Map<String, T> each = new LinkedHashMap<>();
    all.fieldNames().forEach(key -> each.put(key, take.apply(all, key)));
    return each;
  }

  private Status status(String half, JsonObject own) {
    boolean away = redisError != null || postgres(half) != null;
    Status said = Status.valueOf(own.getString("status", "healthy").toUpperCase(Locale.ROOT));
    return away
        ? Status.UNHEALTHY
        : diskTrouble != null && said == Status.HEALTHY ? Status.DEGRADED : said;
  }

  /** Only PL cannot work without PostgreSQL. */
  private String postgres(String half) {
    return "pl".equals(half) ? prefixed("postgres", postgresError) : null;
  }

  private static String prefixed(String what, String error) {
    return error == null ? null : what + ": " + error;
  }
}
