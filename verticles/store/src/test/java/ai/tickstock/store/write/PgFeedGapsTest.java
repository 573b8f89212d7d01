package ai.tickstock.store.write;

import static ai.tickstock.store.StoreFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tickstock.store.FeedGap;
import ai.tickstock.store.FeedGap.Kind;
import ai.tickstock.store.PgFeedGapReader;
import ai.tickstock.store.StoreFixture;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PgFeedGapsTest {
  private static final String TICKS = "tickstock:market:ticks";
  private static final long T0 = 1_700_000_000_000L;

  private final StoreFixture store = new StoreFixture();
  private final PgFeedGapWriter writer = new PgFeedGapWriter(store.database);
  private final PgFeedGapReader reader = new PgFeedGapReader(store.database);

  @AfterEach
  void close() {
    store.close();
  }

  private List<FeedGap> gaps(long from, long to) {
    return await(reader.gaps(from, to, 10));
  }

  @Test
  void aHoleIsRecordedOnceHoweverOftenItIsToldWithWhatIsKnownOfIt() {
    FeedGap hole =
        new FeedGap(TICKS, Kind.LOG_HOLE, T0, null, 17, "lost between 1-4 and 1-21", false);
    await(writer.record(hole));
    await(writer.record(hole));
    assertThat(gaps(T0, T0 + 1)).containsExactly(hole);
  }

  @Test
  void aSilenceHasNoEndUntilSomethingIsHeardAgain() {
    await(writer.fellSilent(TICKS, T0, "no ticks"));
    await(writer.fellSilent(TICKS, T0 + 5, "told again"));
    FeedGap open = new FeedGap(TICKS, Kind.SILENCE, T0, null, 0, "no ticks", false);
    assertThat(await(writer.silence(TICKS))).isEqualTo(open);
    assertThat(gaps(T0 + 1_000_000, T0 + 2_000_000)).containsExactly(open);

    await(writer.heardAgain(TICKS, T0 + 90_000, "no ticks for 90 s", false));
    await(writer.heardAgain(TICKS, T0 + 99_000, "told again", true));
    FeedGap over = new FeedGap(TICKS, Kind.SILENCE, T0, T0 + 90_000, 0, "no ticks for 90 s", false);
    assertThat(await(writer.silence(TICKS))).isNull();
    assertThat(gaps(T0, T0 + 1)).containsExactly(over);
    assertThat(gaps(T0 + 90_000, T0 + 100_000)).isEmpty();
  }

  @Test
  void aSilenceWhoseTicksCameAfterAllIsFilledAndTheNextIsAnother() {
    await(writer.fellSilent(TICKS, T0, "no ticks"));
    await(writer.heardAgain(TICKS, T0 + 40_000, "they came late", true));
    await(writer.fellSilent(TICKS, T0 + 60_000, "no ticks"));
    assertThat(gaps(T0, T0 + 100_000)).extracting(FeedGap::filled).containsExactly(false, true);
  }
}
