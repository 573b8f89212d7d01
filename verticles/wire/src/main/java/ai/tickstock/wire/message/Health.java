package ai.tickstock.wire.message;

import ai.tickstock.wire.log.BusHealth;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How one half is, as it says every ten seconds. Numbers that are not finite are written as 0.
 *
 * @param source {@code app} or {@code pl}
 * @param node name of the process
 * @param redis what it sees of Redis; null if Redis is away
 * @param error why it is not healthy; null if it is
 * @param rates per second, by name
 * @param lagSeconds how far it is behind what has been published
 * @param queues depths, by name
 * @param jobs messages each kind of job has processed since the start
 * @param counts since the start, by name
 */
public record Health(
    String source,
    String node,
    Status status,
    BusHealth redis,
    String error,
    Map<String, Double> rates,
    double lagSeconds,
    Map<String, Long> queues,
    Map<String, Long> jobs,
    Map<String, Long> counts,
    Instant timestamp) {
  private static final String NOTE =
      "messages_processed 0 before the first minute boundary is expected";

  /** How it is in one word; what is degraded still works. */
  public enum Status {
    HEALTHY,
    DEGRADED,
    UNHEALTHY
  }

  public Health {
    rates = inOrder(rates);
    queues = inOrder(queues);
    jobs = inOrder(jobs);
    counts = inOrder(counts);
  }

  /** The message of some JSON; throws {@link MessageException}. */
  public static Health from(JsonObject json) {
    Fields fields = new Fields(json);
    return new Health(
        fields.oneOf("source", "app", "pl"),
        fields.id("node"),
        fields.oneOf("status", Status.class),
        fields.has("latency_ms") ? redis(fields) : null,
        fields.textOrNull("error"),
        fields.each("rates", (rates, name) -> rates.number(name)),
        fields.number("lag_seconds", 0, Double.MAX_VALUE, "a Number of at least 0"),
        fields.each("queues", (queues, name) -> queues.count(name, 0)),
        fields.each("jobs", (jobs, name) -> jobs.inside(name).count("messages_processed", 0)),
        fields.each("counts", (counts, name) -> counts.count(name, 0)),
        fields.time("timestamp"));
  }

  private static BusHealth redis(Fields fields) {
    return new BusHealth(
        fields.number("latency_ms", 0, Double.MAX_VALUE, "a Number of at least 0"),
        fields.count("connected_clients", 0),
        fields.id("used_memory_human"),
        fields.count("keyspace_hits", 0),
        fields.count("keyspace_misses", 0));
  }

  /** Its JSON. */
  public JsonObject json() {
    JsonObject json =
        new JsonObject()
            .put("source", source)
            .put("node", node)
            .put("status", Fields.label(status));
    if (redis != null) {
      json.mergeIn(facts(redis));
    }
    json.put("error", error)
        .put("rates", object(rates))
        .put("lag_seconds", finite(lagSeconds))
        .put("queues", object(queues))
        .put("jobs", new JsonObject())
        .put("counts", object(counts))
        .put("timestamp", Fields.seconds(timestamp));
    jobs.forEach(
        (name, processed) ->
            json.getJsonObject("jobs")
                .put(name, new JsonObject().put("messages_processed", processed)));
    return jobs.containsValue(0L) ? json.put("note", NOTE) : json;
  }

  /** What the message says of Redis. */
  public static JsonObject facts(BusHealth redis) {
    return new JsonObject()
        .put("latency_ms", redis.latencyMillis())
        .put("connected_clients", redis.connectedClients())
        .put("used_memory_human", redis.usedMemoryHuman())
        .put("keyspace_hits", redis.keyspaceHits())
        .put("keyspace_misses", redis.keyspaceMisses());
  }

  /** Not to be changed, in the order given, which people see. */
  private static <T> Map<String, T> inOrder(Map<String, T> numbers) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(numbers));
  }

  private static JsonObject object(Map<String, ? extends Number> numbers) {
    JsonObject object = new JsonObject();
    numbers.forEach(
        (name, number) -> object.put(name, number instanceof Double d ? finite(d) : number));
    return object;
  }

  private static double finite(double value) {
    return Double.isFinite(value) ? value : 0;
  }
}
