package ai.tickstock.bench.faults;

import java.util.ArrayList;
import java.util.List;

/** What a comparison with the true answer found. Not thread-safe. */
final class Verdict {
  private static final int SHOWN = 10;

  private final List<String> lost = new ArrayList<>();
  private final List<String> twice = new ArrayList<>();
  private long bars;
  private long events;

  /** Something that should be there is not, or not as it should be. */
  void lost(String what) {
    lost.add(what);
  }

  /** Something is there, or counted, more often than it should be. */
  void twice(String what) {
    twice.add(what);
  }

  void comparedBars(long more) {
    bars += more;
  }

  void comparedEvents(long more) {
    events += more;
  }

  boolean isExact() {
    return lost.isEmpty() && twice.isEmpty();
  }

  int lost() {
    return lost.size();
  }

  int twice() {
    return twice.size();
  }

  /** Bars that were compared. */
  long bars() {
    return bars;
  }

  /** Events that were compared. */
  long events() {
    return events;
  }

  /** The first of what is wrong, for people. */
  @Override
  public String toString() {
    return lost.size()
        + " lost or wrong, "
        + twice.size()
        + " twice"
        + first("lost", lost)
        + first("twice", twice);
  }

  private static String first(String kind, List<String> of) {
    return of.stream()
        .limit(SHOWN)
        .map(one -> "\n  " + kind + ": " + one)
        .reduce("", String::concat);
  }
}
