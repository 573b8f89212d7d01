package ai.tickstock.app.publisher;

import static ai.tickstock.app.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.tickstock.app.sources.ReplayOptions;
import ai.tickstock.wire.Channels;
import ai.tickstock.wire.log.BusFactory;
import ai.tickstock.wire.log.RedisBus;
import ai.tickstock.wire.log.RedisBusOptions;
import ai.tickstock.wire.log.RedisForTests;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ReplayRedisTest extends ReplayContract {
  @AutoClose private final RedisForTests redis = RedisForTests.start();

  @Override
  BusFactory buses() {
    return RedisBus.factory(RedisBusOptions.of(redis.url()));
  }

  @Test
  void recordedTicksAreAppendedOnceEach() throws Exception {
    Path file = shared().resolve("data/ticks/gc_futures_20131007_all.csv.gz");
    assumeTrue(Files.exists(file), "no recorded ticks at " + file);
    Vertx vertx = Vertx.vertx();
    ReplayOptions options = new ReplayOptions(file, ReplayOptions.MAX, false);
    ReplaySummary first = await(Replay.run(vertx, new JsonObject(), bus, options, progress -> {}));
    assertThat(first.appended()).isEqualTo(40_182);
    assertThat(first.badLines()).isZero();
    ReplaySummary second = await(Replay.run(vertx, new JsonObject(), bus, options, progress -> {}));
    assertThat(second.appended()).isZero();
    assertThat(second.skipped()).isEqualTo(40_182);
    assertThat(log(40_183)).hasSize(40_183);
    assertThat(redis.cli("HGET", "{" + Channels.TICKS + "}:head", "head").trim()).endsWith("40183");
    await(vertx.close());
  }

  private static Path shared() {
    String given = System.getProperty("shared.dir", "");
    if (!given.isBlank() && !given.startsWith("$")) {
      return Path.of(given);
    }
    Path at = Path.of("").toAbsolutePath();
    while (at != null && !Files.exists(at.resolve("shared/DESIGN.md"))) {
      at = at.getParent();
    }
    return at == null ? Path.of("shared") : at.resolve("shared");
  }
}
