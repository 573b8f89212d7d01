package ai.tickstock.pl.analysis;

import static ai.tickstock.pl.analysis.StageRun.bar;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.wire.log.RedisBus;
import ai.tickstock.wire.log.RedisBusOptions;
import ai.tickstock.wire.log.RedisForTests;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A stage that dies where it hurts most, over a real Redis and a real PostgreSQL. */
@Timeout(240)
class KilledStageTest {
  private final RedisForTests redis = RedisForTests.start();
  private final PgWorld world = new PgWorld();
  private final StageRun run =
      RisingVerticle.run(world, RedisBus.factory(RedisBusOptions.of(redis.url())));

  @AfterEach
  void close() {
    run.close();
    redis.close();
  }

  @Test
  void betweenAppendAndCommitNothingIsPublishedTwiceNorMissing() {
    run.start();
    run.commit(bar("AAPL", 0, 10), bar("AAPL", 1, 11), bar("MSFT", 0, 5));
    run.awaitDone();
    run.faults.failCommits(Integer.MAX_VALUE);
    run.commit(bar("AAPL", 2, 12));
    run.commit(bar("AAPL", 1, 9));
    StageRun.await(() -> events().size() >= 6);
    run.start(); // another takes over; the first never stores what it published
    run.faults.failCommits(0);
    run.commit(bar("AAPL", 3, 13), bar("MSFT", 1, 6));
    run.awaitDone();
    Map<String, JsonObject> latest = events();
    assertThat(latest.get(RisingAnalysis.id("half", bar("AAPL", 2, 0))).getDouble("value"))
        .isEqualTo(12 + 9 / 2.0 + 10 / 4.0);
    assertThat(latest.get(RisingAnalysis.id("rising", bar("AAPL", 1, 0))).getBoolean("retracted"))
        .isTrue();
    assertThat(world.rows("select event_id from daily_patterns")).hasSize(latest.size());
  }

  /**
   * Its events are others and fewer: they must not be taken for those that are in the log. What
   * both have may be there twice, with the same id and revision.
   */
  @Test
  void withOtherOptionsAfterwardsNothingIsMissingEither() {
    run.start();
    run.commit(bar("AAPL", 0, 10));
    run.awaitDone();
    run.faults.failCommits(Integer.MAX_VALUE);
    run.commit(bar("AAPL", 1, 11), bar("AAPL", 2, 12));
    StageRun.await(() -> events().size() >= 5);
    run.stop();
    run.with(new JsonObject().put("only", "rising")).start();
    run.faults.failCommits(0);
    run.commit(bar("AAPL", 3, 13));
    run.awaitDone();
    assertThat(run.published(RisingVerticle.TOPIC).events())
        .extracting(event -> event.getString("event_id"))
        .contains(
            RisingAnalysis.id("rising", bar("AAPL", 1, 0)),
            RisingAnalysis.id("rising", bar("AAPL", 2, 0)),
            RisingAnalysis.id("rising", bar("AAPL", 3, 0)));
  }

  @Test
  void aRedisThatIsKilledAndComesBackHoldsItUpOnly() {
    run.start();
    run.commit(bar("AAPL", 0, 10));
    run.awaitDone();
    redis.kill();
    run.commit(bar("AAPL", 1, 11));
    run.awaitDone(300);
    assertThat(world.isDone(RisingAnalysis.STAGE)).isFalse();
    redis.restart();
    run.awaitDone();
    assertThat(events()).hasSize(3);
  }

  private Map<String, JsonObject> events() {
    return run.published(RisingVerticle.TOPIC).latest();
  }
}
