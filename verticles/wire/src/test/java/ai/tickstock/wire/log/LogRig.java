package ai.tickstock.wire.log;

import ai.tickstock.wire.log.TopicOptions.Framing;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** A contract test's server, whichever it is, and what all contract tests need. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
abstract class LogRig {
  static final String CHANNEL = "test:ticks";
  static final TopicOptions TOPIC =
      new TopicOptions(CHANNEL, Framing.TICK, Set.of(), 100_000, 1_000_000);

  Vertx vertx;
  ServerForTests server;
  final List<InvalidPayload> invalid = Collections.synchronizedList(new ArrayList<>());

  static TopicOptions topic(Framing framing, Set<String> durable, long capacity) {
    return new TopicOptions(CHANNEL, framing, durable, 0, capacity);
  }

  /** An empty server that runs. */
  abstract ServerForTests server();

  @BeforeEach
  void begin() {
    server = server();
    vertx = Vertx.vertx();
  }

  @AfterEach
  void end() {
    Node.await(vertx.close());
  }

  BusFactory buses() {
    return buses(128L << 20);
  }

  /** Buses with times fit for a test. */
  BusFactory buses(long retainBytes) {
    return server.buses(
        RedisBusOptions.of(server.url())
            .withFlush(Duration.ofMillis(5), retainBytes)
            .withTimeouts(Duration.ofSeconds(2), Duration.ofSeconds(2))
            .withLease(Duration.ofMillis(600))
            .onInvalidPayload(invalid::add));
  }

  Node node() {
    return Node.on(vertx, buses());
  }
}
