package ai.tickstock.store;

import static ai.tickstock.store.StoreFixture.OWNER;
import static ai.tickstock.store.StoreFixture.await;
import static ai.tickstock.store.StoreFixture.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tickstock.store.write.BarCommit;
import ai.tickstock.store.write.NotOwnerException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(240)
class RestartTest {
  @Test
  void aServerThatComesBackIsUsedAgainByTheSamePool() throws Exception {
    try (PostgresForTests.Server server = new PostgresForTests.Server();
        StoreFixture store = new StoreFixture(server.url())) {
      store.commit(minute("AAPL", "2025-10-15T14:30:00Z", 100, 101));
      BarCommit next =
          store.next(List.of(minute("AAPL", "2025-10-15T14:31:00Z", 100, 101)), List.of());
      server.stop();
      assertThatThrownBy(() -> await(store.writer.commit(OWNER, next)))
          .isNotInstanceOf(NotOwnerException.class)
          .isNotInstanceOf(IllegalArgumentException.class);
      server.start();
      assertThat(store.commitUntilIn(next)).extracting(BarChange::changeNo).containsExactly(2L);
      assertThat(store.number("select count(*) from ohlcv_bars_1min")).isEqualTo(2);
    }
  }
}
