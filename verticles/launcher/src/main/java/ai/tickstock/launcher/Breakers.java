package ai.tickstock.launcher;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.circuitbreaker.CircuitBreaker;
import io.vertx.circuitbreaker.CircuitBreakerOptions;
import io.vertx.circuitbreaker.CircuitBreakerState;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The circuit breakers around servers that people's requests wait for: three failures within half a
 * minute open one, for a Redis that is away takes five seconds to fail; a second later one call
 * tries again. What must not be lost has none, it keeps trying. Thread-safe.
 */
final class Breakers {
  private static final Logger LOG = LoggerFactory.getLogger(Breakers.class);
  private static final int FAILURES = 3;
  private static final long WINDOW_MILLIS = 30_000;
  private static final long TRY_AGAIN_MILLIS = 1_000;

  private final Map<String, CircuitBreaker> breakers = new ConcurrentSkipListMap<>();
  private final Vertx vertx;
  private final MeterRegistry metrics;

  Breakers(Vertx vertx, MeterRegistry metrics) {
    this.vertx = vertx;
    this.metrics = metrics;
  }

  /**
   * A new one.
   *
   * @param longest an answer may take; what takes longer is a failure
   */
  CircuitBreaker around(String name, Duration longest) {
    CircuitBreaker breaker =
        CircuitBreaker.create(
            name,
            vertx,
            new CircuitBreakerOptions()
                .setMaxFailures(FAILURES)
                .setFailuresRollingWindow(WINDOW_MILLIS)
                .setTimeout(longest.toMillis())
                .setResetTimeout(TRY_AGAIN_MILLIS));
    breaker
        .openHandler(
            open -> {
              metrics.counter("tickstock_breakers_opened_total", "breaker", name).increment();
              LOG.warn("{} does not answer: who asks is told so at once, for a while", name);
            })
        .closeHandler(closed -> LOG.info("{} answers again", name));
    Gauge.builder("tickstock_breaker_open", breaker, Breakers::openness)
        .description("0 closed, 1 open, a half while one call tries")
        .tag("breaker", name)
        .register(metrics);
    breakers.put(name, breaker);
    return breaker;
  }

  private static double openness(CircuitBreaker breaker) {
    CircuitBreakerState state = breaker.state();
    return state == CircuitBreakerState.CLOSED ? 0 : state == CircuitBreakerState.OPEN ? 1 : 0.5;
  }

  /** {@code closed}, {@code open} or {@code half_open} by name. */
  JsonObject states() {
    JsonObject states = new JsonObject();
    breakers.forEach((name, breaker) -> states.put(name, label(breaker.state())));
    return states;
  }

  private static String label(CircuitBreakerState state) {
    return switch (state) {
      case OPEN -> "open";
      case HALF_OPEN -> "half_open";
      default -> state.name().toLowerCase(Locale.ROOT);
    };
  }
}
