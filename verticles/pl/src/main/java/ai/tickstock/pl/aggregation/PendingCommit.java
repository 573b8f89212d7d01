package ai.tickstock.pl.aggregation;

import ai.tickstock.analytics.bars.BarListener;
import ai.tickstock.analytics.bars.BarParts;
import ai.tickstock.market.BarPart;
import ai.tickstock.market.Timeframe;
import ai.tickstock.store.write.BarCommit.RollUp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** What the next commit will store: one part a bar, however often the bar was told of. */
final class PendingCommit implements BarListener {
  private record Key(String symbol, Timeframe timeframe, long startMillis) {}

  private final Map<Key, BarPart> parts = new LinkedHashMap<>();
  private final Set<RollUp> recompute = new LinkedHashSet<>();
  private final Consumer<BarPart> onClosed;
  private final Runnable onTooLate;
  private int closed;

  PendingCommit(Consumer<BarPart> onClosed, Runnable onTooLate) {
    this.onClosed = onClosed;
    this.onTooLate = onTooLate;
  }

  @Override
  public void closed(BarPart part) {
    closed++;
    add(part);
    onClosed.accept(part);
  }

  @Override
  public void late(BarPart part) {
    add(part);
  }

  private void add(BarPart part) {
    parts.merge(
        new Key(part.symbol(), part.timeframe(), part.startMillis()), part, BarParts::merge);
  }

  @Override
  public void recompute(String symbol, Timeframe timeframe, long startMillis, long endMillis) {
    recompute.add(new RollUp(symbol, timeframe, startMillis, endMillis));
  }

  @Override
  public void tooLate(String symbol, long timeMillis) {
    onTooLate.run();
  }

  /** Bars that closed since the last {@link #clear}. */
  int closed() {
    return closed;
  }

  int size() {
    return parts.size();
  }

  /** The parts; but for those of roll-ups that are recomputed from their minutes anyway. */
  List<BarPart> parts() {
    List<BarPart> wanted = new ArrayList<>(parts.size());
    Set<Key> recomputed = new LinkedHashSet<>();
    recompute.forEach(
        due -> recomputed.add(new Key(due.symbol(), due.timeframe(), due.startMillis())));
    parts.forEach(
        (key, part) -> {
          if (!recomputed.contains(key)) {
            wanted.add(part);
          }
        });
    return wanted;
  }

  List<RollUp> recompute() {
    return new ArrayList<>(recompute);
  }

  void clear() {
    parts.clear();
    recompute.clear();
    closed = 0;
  }
}
