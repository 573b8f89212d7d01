package ai.tickstock.pl.patterns;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.pl.analysis.FakeStore;
import ai.tickstock.pl.analysis.StageRun;
import ai.tickstock.wire.log.MemoryBroker;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** The wording operators and their scripts look for. */
@Timeout(240)
class PatternLogLinesTest {
  private final Logger logger = (Logger) LoggerFactory.getLogger("ai.tickstock.pl");
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final StageRun run =
      new StageRun(
          new FakeStore(),
          new MemoryBroker(),
          PatternDetectionVerticle::new,
          PatternDetectionVerticle.STAGE);

  @BeforeEach
  void listen() {
    lines.list = new CopyOnWriteArrayList<>();
    lines.start();
    logger.setLevel(Level.DEBUG);
    logger.setAdditive(false);
    logger.addAppender(lines);
  }

  @AfterEach
  void close() {
    run.close();
    logger.detachAppender(lines);
    logger.setAdditive(true);
    logger.setLevel(null);
  }

  @Test
  void everySymbolHasItsLinesAtInfo() {
    dojiOf(2);
    assertThat(said())
        .contains(
            "INFO STREAMING: Pattern detection job triggered for AAPL",
            "INFO STREAMING: Pattern detection job triggered for MSFT",
            "INFO STREAMING: Published pattern event: Doji detected for AAPL",
            "INFO STREAMING: Published pattern event: Doji detected for MSFT");
  }

  @Test
  void aboveTheLimitTheyAreDebugAndASummaryIsInfo() {
    dojiOf(1);
    assertThat(said())
        .contains(
            "DEBUG STREAMING: Pattern detection job triggered for AAPL",
            "INFO STREAMING: Pattern detection job triggered for 2 symbols",
            "DEBUG STREAMING: Published pattern event: Doji detected for MSFT",
            "INFO STREAMING: Published 2 pattern events");
  }

  private void dojiOf(int perSymbolLimit) {
    run.with(
        new JsonObject()
            .put("logging", new JsonObject().put("perSymbolLimit", perSymbolLimit))
            .put("patterns", new JsonObject().put("enabled", new JsonArray().add("Doji"))));
    run.start();
    run.commit(StageRun.bar("AAPL", 0, 10), StageRun.bar("MSFT", 0, 10));
    run.awaitDone();
  }

  private List<String> said() {
    return lines.list.stream()
        .map(event -> event.getLevel() + " " + event.getFormattedMessage())
        .toList();
  }
}
