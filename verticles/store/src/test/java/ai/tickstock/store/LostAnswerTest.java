package ai.tickstock.store;

import static ai.tickstock.store.StoreFixture.OWNER;
import static ai.tickstock.store.StoreFixture.await;
import static ai.tickstock.store.StoreFixture.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tickstock.store.write.BarCommit;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A connection that breaks in the middle of a commit, wherever. */
@Timeout(240)
class LostAnswerTest {
  private final Vertx vertx = Vertx.vertx();

  /** Kept: a client that is garbage closes its connections. */
  private final NetClient lines = vertx.createNetClient();

  private final AtomicReference<String> cutAfter = new AtomicReference<>();
  private NetServer proxy;
  private StoreFixture store;

  @BeforeEach
  void openThroughAProxy() {
    URI real = URI.create(PostgresForTests.freshDatabase());
    proxy = await(vertx.createNetServer().connectHandler(client -> serve(client, real)).listen(0));
    store =
        new StoreFixture(
            "postgresql://postgres:postgres@localhost:" + proxy.actualPort() + real.getPath());
  }

  @AfterEach
  void close() {
    store.close();
    await(vertx.close());
  }

  @Test
  void aCommitWhoseAnswerWasLostIsFoundAgainWhenItIsRepeated() {
    store.commit(minute("AAPL", "2025-10-15T14:30:00Z", 100, 101));
    breakAfter("COMMIT");
  }

  @ParameterizedTest
  @ValueSource(strings = {"BEGIN", "for update", "insert into", "update feed_position"})
  void aCommitThatBrokeOffBeforeIsDoneWhenItIsRepeated(String statement) {
    breakAfter(statement);
  }

  private void breakAfter(String statement) {
    BarCommit commit =
        store.next(
            List.of(
                minute("AAPL", "2025-10-15T14:31:00Z", 100, 101),
                minute("MSFT", "2025-10-15T14:31:00Z", 50, 51)),
            List.of());
    cutAfter.set(statement);
    assertThatThrownBy(() -> await(store.writer.commit(OWNER, commit)));
    assertThat(cutAfter).hasNullValue();
    assertThat(store.commitUntilIn(commit)).hasSize(2);
    assertThat(await(store.writer.commit(OWNER, commit))).hasSize(2);
    assertThat(
            store.number(
                "select sum(trades)::bigint from ohlcv_bars_1min where bar_timestamp = '2025-10-15T14:31:00Z'"))
        .isEqualTo(20);
    assertThat(
            store.number("select max(change_no) - count(*) from bar_changes where symbol = 'AAPL'"))
        .isZero();
  }

  /**
   * Passes everything on, until a statement is seen: that one still arrives, its answer does not.
   */
  private void serve(NetSocket client, URI real) {
    client.pause();
    lines
        .connect(real.getPort(), "localhost")
        .onSuccess(
            server -> {
              server.handler(client::write);
              server.closeHandler(closed -> client.close());
              client.closeHandler(closed -> server.close());
              client.handler(data -> pass(data, client, server));
              client.resume();
            });
  }

  private void pass(Buffer data, NetSocket client, NetSocket server) {
    String statement = cutAfter.get();
    if (statement != null && data.toString(StandardCharsets.ISO_8859_1).contains(statement)) {
      cutAfter.set(null);
      server.handler(answer -> client.close());
    }
    server.write(data);
  }
}
