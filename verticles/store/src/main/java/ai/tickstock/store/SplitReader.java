package ai.tickstock.store;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the splits of shares. Bars are stored as they were traded; adjusting is the reader's. */
public interface SplitReader {
  /** The splits of some symbols, oldest first; a symbol without any is not in the answer. */
  Future<Map<String, List<StoredSplit>>> splits(Set<String> symbols);

  /** Every symbol's, ordered by symbol, then oldest first. */
  Future<Map<String, List<StoredSplit>>> all();
}
