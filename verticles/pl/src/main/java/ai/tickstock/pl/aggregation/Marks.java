package ai.tickstock.pl.aggregation;

import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The last sequence read of each publisher. Stored with every commit for every partition, about 40
 * bytes each (85 for a file), so their number is bounded: a file's, which may be replayed again,
 * are remembered for the last 1,000 files; those of a live publisher, which has a new identity at
 * each start and repeats itself only while it runs or has a spool, for the last 32 heard. Not
 * thread-safe.
 */
final class Marks {
  private static final int MOST_FILES = 1_000;
  private static final int MOST_PASSING = 32;

  private final Map<String, Long> files = byLastUse();
  private final Map<String, Long> passing = byLastUse();

  private static Map<String, Long> byLastUse() {
    return new LinkedHashMap<>(64, 0.75f, true);
  }

  void put(String publisher, long seq) {
    (Publisher.isFile(publisher) ? files : passing).put(publisher, seq);
  }

  void putAll(Map<String, Long> marks) {
    marks.forEach(this::put);
  }

  /** All of them, as they are now; for any thread. */
  Map<String, Long> copy() {
    Map<String, Long> all = new HashMap<>(files);
    all.putAll(passing);
    return Collections.unmodifiableMap(all);
  }

  /** Those heard last, at most 32 of files and of others each. */
  Map<String, Long> latest() {
    Map<String, Long> latest = new LinkedHashMap<>();
    for (Map<String, Long> marks : List.of(files, passing)) {
      marks.entrySet().stream()
          .skip(Math.max(0, marks.size() - MOST_PASSING))
          .forEach(mark -> latest.put(mark.getKey(), mark.getValue()));
    }
    return latest;
  }

  /** Forgets those heard of longest ago, of whom there are too many. */
  void forgetSurplus() {
    forget(files, MOST_FILES);
    forget(passing, MOST_PASSING);
  }

  private static void forget(Map<String, Long> marks, int most) {
    Iterator<String> eldest = marks.keySet().iterator();
    for (int surplus = marks.size() - most; surplus > 0; surplus--) {
      eldest.next();
      eldest.remove();
    }
  }
}
