package ai.tickstock.pl.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tickstock.market.Timeframe;
import ai.tickstock.store.write.AnalysisWriter;
import ai.tickstock.store.write.BarWriter;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetentionTest {
  private static final Instant NOW = Instant.parse("2026-03-31T12:00:00Z");

  private final List<String> asked = new ArrayList<>();
  private Future<List<String>> answer = Future.succeededFuture(List.of());
  private final Retention retention =
      new Retention(
          writer(BarWriter.class), writer(AnalysisWriter.class), Clock.fixed(NOW, ZoneOffset.UTC));

  private <T> T writer(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              boolean ofBars = method.getName().equals("dropBefore");
              String what = ofBars ? ((Timeframe) arguments[0]).label() : method.getName();
              asked.add(what + " " + arguments[arguments.length - 1]);
              return ofBars ? answer : Future.succeededFuture();
            }));
  }

  private static RetentionOptions options(String json) {
    return RetentionOptions.from(
        new JsonObject().put("retention", new JsonObject(json.replace('\'', '"'))));
  }

  @Test
  void everythingStaysForEverUnlessItIsSaidOtherwise() {
    retention.run(RetentionOptions.from(new JsonObject()));
    assertThat(asked).isEmpty();
  }

  @Test
  void whatIsOlderThanSoManyDaysGoes() {
    retention.run(options("{'1min': 30, '1day': 3650, 'patterns': 90}"));
    assertThat(asked)
        .containsExactly(
            "1min 2026-03-01T12:00:00Z",
            "1day 2016-04-02T12:00:00Z",
            "prunePatterns 2025-12-31T12:00:00Z");
  }

  @Test
  void whatCannotBeDroppedNowIsDroppedTheNextTime() {
    answer = Future.failedFuture("canceling statement due to lock timeout");
    retention.run(options("{'1min': 30}"));
    retention.run(options("{'1min': 30}"));
    assertThat(asked).hasSize(2);
  }

  @Test
  void aDayOfTheMarketKeepsItsMinutes() {
    assertThatThrownBy(() -> options("{'1min': 1}"))
        .hasMessage("retention.1min: expected 0, for ever, or at least 2 days, was 1");
  }
}
