package ai.tickstock.launcher.http;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.app.api.Api;
import ai.tickstock.wire.log.BusHealth;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LookTest {
  private static final BusHealth REDIS = new BusHealth(0.5, 7, "1.02M", 10, 2);
  private final JsonObject pl =
      new JsonObject()
          .put("status", "healthy")
          .put("rates", new JsonObject().put("ticks_per_second", 200))
          .put("jobs", jobs(5));
  private final JsonObject app = new JsonObject().put("status", "healthy");

  @Test
  void allIsUpWhenNothingIsAway() {
    Look look = look(null, null);
    assertThat(look.ready(1_000).getString("status")).isEqualTo("UP");
    assertThat(look.message("pl", "n").getString("status")).isEqualTo("healthy");
    assertThat(look.message("pl", "n").getValue("error")).isNull();
  }

  @Test
  void aMessageHasTheFieldsOfTheContractAlsoWhenTheHalfHasNone() {
    assertThat(look(null, null).message("app", "n").fieldNames())
        .containsExactlyInAnyOrder(
            "source",
            "node",
            "status",
            "latency_ms",
            "connected_clients",
            "used_memory_human",
            "keyspace_hits",
            "keyspace_misses",
            "error",
            "rates",
            "lag_seconds",
            "queues",
            "jobs",
            "counts",
            "timestamp");
  }

  @Test
  void itAnswersAsTheOpenApiDocumentSays() throws IOException {
    JsonNode document;
    try (var in = Api.OPENAPI.openStream()) {
      document = new YAMLMapper().readTree(in);
    }
    for (Look look : List.of(look(null, null), look("away", "away"))) {
      assertThat(faults(document, "ready", look.ready(1_000))).isEmpty();
      assertThat(faults(document, "health", look.all("n", 1_000))).isEmpty();
    }
    assertThat(faults(document, "health", look(null, null).ready(1_000))).isNotEmpty();
  }

  private static Set<ValidationMessage> faults(JsonNode document, String name, JsonObject answer)
      throws IOException {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema.set("components", document.get("components"));
    schema.putArray("allOf").add(document.at("/components/schemas/" + name));
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(schema)
        .validate(new ObjectMapper().readTree(answer.encode()));
  }

  @Test
  void queuesKeepTheOrderTheHalfGivesThem() {
    JsonObject queues = new JsonObject();
    for (String queue : List.of("tick_log", "commits", "bars", "patterns", "indicators")) {
      queues.put(queue, 0);
    }
    pl.put("queues", queues);
    assertThat(look(null, null).message("pl", "n").getJsonObject("queues").fieldNames())
        .containsExactlyElementsOf(queues.fieldNames());
  }

  @Test
  void nothingProcessedYetIsSaidToBeExpected() {
    assertThat(look(null, null).message("pl", "n").containsKey("note")).isFalse();
    pl.put("jobs", jobs(0));
    assertThat(look(null, null).message("pl", "n").getString("note"))
        .isEqualTo("messages_processed 0 before the first minute boundary is expected");
  }

  @Test
  void withoutPostgresPlIsUnhealthyAndAppIsNot() {
    Look look = look(null, "refused");
    assertThat(look.message("pl", "n").getString("status")).isEqualTo("unhealthy");
    assertThat(look.message("pl", "n").getString("error")).isEqualTo("postgres: refused");
    assertThat(look.message("app", "n").getString("status")).isEqualTo("healthy");
    assertThat(look.ready(1_000).getString("status")).isEqualTo("DOWN");
  }

  @Test
  void withoutRedisAllIsDownWithTheReason() {
    Look look = look("no answer within 3 s", null);
    JsonObject redis = look.ready(1_000).getJsonObject("checks").getJsonObject("redis");
    assertThat(redis)
        .isEqualTo(new JsonObject().put("status", "DOWN").put("reason", "no answer within 3 s"));
    assertThat(look.message("app", "n").getString("status")).isEqualTo("unhealthy");
  }

  @Test
  void aHalfThatIsUnhealthyIsNotReadyAndADegradedOneIs() {
    pl.put("status", "degraded").put("error", "slow");
    assertThat(look(null, null).ready(1_000).getString("status")).isEqualTo("UP");
    assertThat(look(null, null).message("pl", "n").getString("error")).isEqualTo("slow");
    pl.put("status", "unhealthy");
    JsonObject checks = look(null, null).ready(1_000).getJsonObject("checks");
    assertThat(checks.getJsonObject("pl").getString("reason")).isEqualTo("slow");
  }

  @Test
  void aDiskThatIsNearlyFullIsSaidAndNoReasonToSendNobodyHere() throws IOException {
    Look look = look(null, null).with(Map.of("pl", pl, "app", app), "disk of data nearly full: …");
    for (String half : List.of("pl", "app")) {
      assertThat(look.message(half, "n").getString("status")).isEqualTo("degraded");
      assertThat(look.message(half, "n").getString("error")).startsWith("disk of data nearly");
    }
    assertThat(look.ready(1_000).getString("status")).isEqualTo("UP");
    assertThat(look.ready(1_000).getJsonObject("checks").getJsonObject("disk"))
        .isEqualTo(
            new JsonObject().put("status", "UP").put("reason", "disk of data nearly full: …"));
    pl.put("status", "unhealthy");
    assertThat(look.message("pl", "n").getString("status")).isEqualTo("unhealthy");
  }

  @Test
  void whatAHalfTellsOfItsFeedAndItsBreakersIsShown() {
    JsonObject feed = new JsonObject().put("state", "silent").put("silent_seconds", 31);
    pl.put("feed", feed);
    JsonObject breakers = new JsonObject().put("postgres", "open");
    app.put("breakers", breakers);
    Look look = look(null, null);
    assertThat(look.message("pl", "n").getJsonObject("feed")).isEqualTo(feed);
    assertThat(look.message("app", "n").getJsonObject("breakers")).isEqualTo(breakers);
    assertThat(look.message("app", "n").containsKey("feed")).isFalse();
    assertThat(look.ready(1_000).getJsonObject("breakers")).isEqualTo(breakers);
    assertThat(look.ready(1_000).getString("status")).as("it works on, degraded").isEqualTo("UP");
    String silent = look.states();
    pl.put("feed", new JsonObject().put("state", "live").put("silent_seconds", 0));
    assertThat(look(null, null).states()).isNotEqualTo(silent);
  }

  @Test
  void anOldLookIsNoLongerTrusted() {
    assertThat(look(null, null).ready(10_999).getString("status")).isEqualTo("UP");
    assertThat(look(null, null).ready(60_000).getString("status")).isEqualTo("DOWN");
  }

  private Look look(String redisError, String postgresError) {
    BusHealth redis = redisError == null ? REDIS : null;
    return new Look(
        1_000, redis, redisError, 1.5, postgresError, null, Map.of("pl", pl, "app", app));
  }

  private static JsonObject jobs(long processed) {
    JsonObject job = new JsonObject().put("messages_processed", processed);
    return new JsonObject().put("pattern", job).put("indicator", job);
  }
}
