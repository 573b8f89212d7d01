package ai.tickstock.pl;

import ai.tickstock.store.BarChange;
import java.util.List;

/** Committed changes, ordered by partition and change number. */
public record BarChanges(List<BarChange> changes) {
  public BarChanges {
    changes = List.copyOf(changes);
  }
}
