package ai.tickstock.pl.persistence;

import static ai.tickstock.store.StoreFixture.lateTrade;
import static ai.tickstock.store.StoreFixture.minute;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.market.BarPart;
import ai.tickstock.market.Symbols;
import ai.tickstock.pl.Addresses;
import ai.tickstock.pl.Backends;
import ai.tickstock.pl.BarChanges;
import ai.tickstock.store.BarChange;
import ai.tickstock.store.PastReader;
import ai.tickstock.store.StoreFixture;
import ai.tickstock.wire.Channels;
import ai.tickstock.wire.LocalCodec;
import ai.tickstock.wire.Topics;
import ai.tickstock.wire.jobs.MemoryJobBoards;
import ai.tickstock.wire.log.Bus;
import ai.tickstock.wire.log.LogBatch;
import ai.tickstock.wire.log.LogEntry;
import ai.tickstock.wire.log.LogGap;
import ai.tickstock.wire.log.LogReader;
import ai.tickstock.wire.log.MemoryBroker;
import ai.tickstock.wire.log.TopicOptions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(240)
class BarEventsVerticleTest {
  private static final TopicOptions TOPIC = Topics.from(new JsonObject()).topic(Channels.BARS);
  private static final String AAPL = "pl.bars." + Symbols.partition("AAPL");

  private final StoreFixture store = new StoreFixture();
  private final Vertx vertx = store.vertx;
  private final MemoryBroker broker = MemoryBroker.factory();
  private BlockingQueue<String> log;
  private final Backends backends =
      new Backends(
          broker,
          new MemoryJobBoards(),
          store.writer,
          null,
          store.reader,
          PastReader.UNCHANGED,
          store.analysis,
          null,
          new SimpleMeterRegistry(),
          Clock.systemUTC());

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void everyChangeBecomesOneEventNumberedAsTheChange() throws Exception {
    read();
    deploy();
    commit(minute("AAPL", "2025-10-15T14:30:00Z", 100, 101));
    commit(lateTrade("AAPL", "2025-10-15T14:30:00Z", 90, 500));
    assertThat(next(2))
        .containsExactly(
            AAPL + " 1 bar_closed AAPL 1min 1760538600 open 100.0 revision 0",
            AAPL + " 2 bar_amended AAPL 1min 1760538600 open 90.0 revision 1");
  }

  @Test
  void changesCommittedWhileNobodyPublishedAreSentAtTheNextStart() throws Exception {
    read();
    store.commit(minute("AAPL", "2025-10-15T14:30:00Z", 100, 101));
    String deployment = deploy();
    next(1);
    vertx.undeploy(deployment).await(60, TimeUnit.SECONDS);
    store.commit(minute("AAPL", "2025-10-15T14:31:00Z", 101, 101));
    deploy();
    commit(minute("AAPL", "2025-10-15T14:32:00Z", 102, 101));
    assertThat(next(2))
        .containsExactly(
            AAPL + " 2 bar_closed AAPL 1min 1760538660 open 101.0 revision 0",
            AAPL + " 3 bar_closed AAPL 1min 1760538720 open 102.0 revision 0");
  }

  @Test
  void aLogThatLostItsLastEventsWhileNobodyPublishedIsGivenThemAgain() throws Exception {
    String deployment = deploy();
    for (int i = 0; i < 5; i++) {
      commit(minute("AAPL", "2025-10-15T14:3" + i + ":00Z", 100 + i, 101));
    }
    read();
    next(5);
    vertx.undeploy(deployment).await(60, TimeUnit.SECONDS);
    broker.restart(0);
    deploy();
    commit(minute("AAPL", "2025-10-15T14:35:00Z", 105, 101));
    read();
    assertThat(next(6)).first().asString().startsWith(AAPL + " 1 bar_closed");
  }

  @Test
  void aHoleInTheStoredChangesIsPassedOver() throws Exception {
    read();
    store.commit(minute("AAPL", "2025-10-15T14:30:00Z", 100, 101));
    store.commit(minute("AAPL", "2025-10-15T14:31:00Z", 101, 101));
    store.rows("delete from bar_changes");
    deploy();
    commit(minute("AAPL", "2025-10-15T14:32:00Z", 102, 101));
    assertThat(next(1)).first().asString().startsWith(AAPL + " 3 bar_closed");
  }

  private String deploy() throws Exception {
    return vertx.deployVerticle(new BarEventsVerticle(backends)).await(60, TimeUnit.SECONDS);
  }

  private void commit(BarPart part) {
    List<BarChange> changes = store.commit(part);
    LocalCodec.register(vertx.eventBus());
    vertx.eventBus().publish(Addresses.PERSISTED, new BarChanges(changes), LocalCodec.options());
  }

  /** From now on the log is read from its beginning. */
  private void read() throws Exception {
    log = new LinkedBlockingQueue<>();
    Recording recording = new Recording(log);
    Future.<Void>future(
            ready ->
                vertx.runOnContext(
                    go -> {
                      Bus bus = broker.create(vertx);
                      bus.read(TOPIC, Topics.APP, LogReader.Start.beginning(), false, recording)
                          .<Void>mapEmpty()
                          .onComplete(ready);
                    }))
        .await(60, TimeUnit.SECONDS);
  }

  private List<String> next(int count) throws InterruptedException {
    List<String> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String event = log.poll(60, TimeUnit.SECONDS);
      assertThat(event).as("event %d of %d, after %s", i + 1, count, events).isNotNull();
      events.add(event);
    }
    return events;
  }

  private record Recording(BlockingQueue<String> log) implements LogReader.Listener {
    @Override
    public Future<?> batch(LogBatch batch) {
      for (LogEntry entry : batch.entries()) {
        JsonArray messages = new JsonArray(entry.data());
        for (int i = entry.skip(); i < entry.count(); i++) {
          log.add(text(entry.publisher(), entry.seq() + i, messages.getJsonObject(i)));
        }
      }
      return Future.succeededFuture();
    }

    @Override
    public void gap(LogGap gap) {}

    private static String text(String publisher, long seq, JsonObject event) {
      return "%s %d %s %s %s %d open %s revision %d"
          .formatted(
              publisher,
              seq,
              event.getString("event_type"),
              event.getString("symbol"),
              event.getString("timeframe"),
              event.getLong("bar_time"),
              event.getDouble("open"),
              event.getInteger("revision"));
    }
  }
}
