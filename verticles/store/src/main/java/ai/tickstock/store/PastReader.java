package ai.tickstock.store;

import ai.tickstock.market.SplitFactors;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Map;

/** What others than the feed do to the stored past: splits, imported bars. */
public interface PastReader {
  /** Nobody was split, nothing is imported. */
  PastReader UNCHANGED =
      new PastReader() {
        @Override
        public Future<Map<String, SplitFactors>> factors() {
          return Future.succeededFuture(Map.of());
        }

        @Override
        public Future<Map<String, Instant>> changedSince(Instant since) {
          return Future.succeededFuture(Map.of());
        }
      };

  /** What the splits of each symbol make of its bars; a symbol without any is not in the answer. */
  Future<Map<String, SplitFactors>> factors();

  /**
   * The symbols whose stored past was changed by an import after a time, and when. One whose
   * transaction has not ended by now may be told later with an earlier time.
   */
  Future<Map<String, Instant>> changedSince(Instant since);
}
