package ai.tickstock.app.bridge;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The registrations for one feed, found by symbol. Not thread-safe. */
final class Routes {
  private final Map<String, Set<Registration>> bySymbol = new HashMap<>();
  private final Set<Registration> any = new LinkedHashSet<>();

  void add(Registration registration) {
    Set<String> symbols = registration.filter().symbols();
    if (symbols.isEmpty()) {
      any.add(registration);
    }
    for (String symbol : symbols) {
      bySymbol.computeIfAbsent(symbol, none -> new LinkedHashSet<>()).add(registration);
    }
  }

  void remove(Registration registration) {
    any.remove(registration);
    for (String symbol : registration.filter().symbols()) {
      Set<Registration> all = bySymbol.get(symbol);
      if (all != null && all.remove(registration) && all.isEmpty()) {
        bySymbol.remove(symbol);
      }
    }
  }

  /** All that may want a frame of a symbol; null for a frame of none, which is everybody's. */
  void each(String symbol, Consumer<Registration> then) {
    any.forEach(then);
    if (symbol != null) {
      bySymbol.getOrDefault(symbol, Set.of()).forEach(then);
    } else {
      everybody().forEach(then);
    }
  }

  /** Every registration that names symbols, once. */
  private Set<Registration> everybody() {
    Set<Registration> all = new LinkedHashSet<>();
    bySymbol.values().forEach(all::addAll);
    return all;
  }
}
