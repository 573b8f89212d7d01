package ai.tickstock.pl.persistence;

import ai.tickstock.market.Bar;
import ai.tickstock.store.BarChange;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lines operators look for: one for each bar, or one for all when there are many. */
final class CommitLog {
  private static final Logger LOG = LoggerFactory.getLogger(PersistenceVerticle.class);
  private static final String WROTE =
      "STREAMING: StreamingPersistenceManager wrote bar to database";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  private volatile int perSymbolLimit;

  CommitLog(int perSymbolLimit) {
    this.perSymbolLimit = perSymbolLimit;
  }

  /** So many lines from now on. For any thread. */
  void limit(int lines) {
    perSymbolLimit = lines;
  }

  void wrote(List<BarChange> changes) {
    if (changes.isEmpty()) {
      return;
    }
    if (changes.size() <= perSymbolLimit) {
      changes.forEach(change -> LOG.info("{}: {}", WROTE, text(change)));
      return;
    }
    LOG.info("{}: {} bars in one commit", WROTE, changes.size());
    if (LOG.isDebugEnabled()) {
      changes.forEach(change -> LOG.debug("{}: {}", WROTE, text(change)));
    }
  }

  void error(Throwable error) {
    LOG.error("STREAMING: StreamingPersistenceManager error: {}", error.toString());
  }

  private static String text(BarChange change) {
    Bar bar = change.bar();
    return "%s %s %s revision %d"
        .formatted(bar.symbol(), bar.timeframe().label(), TIME.format(bar.start()), bar.revision());
  }
}
