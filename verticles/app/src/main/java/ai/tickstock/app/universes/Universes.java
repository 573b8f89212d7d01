package ai.tickstock.app.universes;

import ai.tickstock.market.Symbols;
import ai.tickstock.store.users.Universe;
import ai.tickstock.store.users.UniverseTable;
import ai.tickstock.store.users.UniverseTable.Key;
import ai.tickstock.store.users.UniverseTable.Listed;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a user's words for sets of symbols mean. A union is {@code SPY:nasdaq100:AAPL}: each part is
 * a universe of the user's own, else a shared one, else, in capitals, a symbol. Universes are kept
 * for two seconds, then their versions are compared: so a change made on any node is seen by all
 * within that time. Thread-safe.
 */
public final class Universes {
  /** Symbols a union may have. */
  public static final int MOST_SYMBOLS = 20_000;

  /** Parts of a union. */
  public static final int MOST_PARTS = 50;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,40}");
  private static final int LONGEST_TEXT = 2_000;
  private static final int NAMES_SHOWN = 20;
  private static final int SHOWN = 60;
  private static final long FRESH_MILLIS = 2_000;

  /** What is kept: about as many universes as users work with at the same time. */
  private static final int MOST_KEPT = 1_000;

  /**
   * @param universe null where the user means none by that name
   */
  private record Kept(Universe universe, long atMillis) {
    Long version() {
      return universe == null ? null : universe.version();
    }
  }

  private final UniverseTable table;
  private final Clock clock;
  private final Map<Key, Kept> kept =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Key, Kept> eldest) {
              return size() > MOST_KEPT;
            }
          });

  /** Over a table, whose rows are looked at again by this clock. */
  public Universes(UniverseTable table, Clock clock) {
    this.table = table;
    this.clock = clock;
  }

  /** Whether this may be a universe's name: 1 to 40 of letters, digits, _ and -. */
  public static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  /**
   * The symbols of a union, each once, in the order of its parts.
   *
   * @return fails with {@link UniverseException}, which tells the caller what is wrong with the
   *     text; or with the database's error
   */
  public Future<Set<String>> resolve(String user, String text) {
    List<String> parts;
    try {
      parts = parts(text);
    } catch (UniverseException refused) {
      return Future.failedFuture(refused);
    }
    return meanings(user, parts).compose(universes -> union(user, parts, universes));
  }

  private static List<String> parts(String text) {
    if (text.length() > LONGEST_TEXT) {
      throw new UniverseException(
          "expected at most " + LONGEST_TEXT + " characters, was \"" + cut(text) + "\"");
    }
    List<String> parts = Arrays.stream(text.split(":", -1)).map(String::strip).toList();
    if (parts.size() > MOST_PARTS || parts.stream().anyMatch(String::isEmpty)) {
      throw new UniverseException(
          "expected 1 to "
              + MOST_PARTS
              + " names with colons between, such as SPY:nasdaq100, was \""
              + cut(text)
              + "\"");
    }
    return parts;
  }

  private Future<Set<String>> union(
      String user, List<String> parts, Map<String, Universe> universes) {
    Set<String> symbols = new LinkedHashSet<>();
    for (String part : parts) {
      Universe universe = universes.get(part);
      if (universe != null) {
        symbols.addAll(universe.symbols());
      } else if (Symbols.isValid(part)) {
        symbols.add(part);
      } else {
        return unknown(user, part);
      }
    }
    return symbols.size() <= MOST_SYMBOLS
        ? Future.succeededFuture(symbols)
        : Future.failedFuture(
            new UniverseException(
                "expected at most " + MOST_SYMBOLS + " symbols, was " + symbols.size()));
  }

  private Future<Set<String>> unknown(String user, String part) {
    return table
        .list(user)
        .compose(
            all -> {
              Set<String> names = new TreeSet<>();
              all.stream().map(Listed::name).limit(NAMES_SHOWN).forEach(names::add);
              String known =
                  names.isEmpty() ? "there is none yet" : "there are " + String.join(", ", names);
              return Future.failedFuture(
                  new UniverseException(
                      "no universe \"" + cut(part) + "\" and no symbol; " + known));
            });
  }

  /** What names mean to a user: his own universe, else the shared one. */
  private Future<Map<String, Universe>> meanings(String user, List<String> parts) {
    List<String> names = parts.stream().filter(Universes::isName).distinct().toList();
    long now = clock.millis();
    Map<Key, Kept> known = new HashMap<>();
    Set<String> stale = new HashSet<>();
    for (String name : names) {
      for (Key key : keys(user, name)) {
        Kept found = kept.get(key);
        known.put(key, found);
        if (found == null || now - found.atMillis() >= FRESH_MILLIS || now < found.atMillis()) {
          stale.add(name);
        }
      }
    }
    Future<Void> looked =
        stale.isEmpty() ? Future.succeededFuture() : look(user, stale, known, now);
    return looked.map(fresh -> chosen(user, names, known));
  }

  private static List<Key> keys(String user, String name) {
    return List.of(new Key(user, name), new Key(UniverseTable.SHARED, name));
  }

  private static Map<String, Universe> chosen(
      String user, List<String> names, Map<Key, Kept> known) {
    Map<String, Universe> chosen = new HashMap<>();
    for (String name : names) {
      keys(user, name).stream()
          .map(key -> known.get(key).universe())
          .filter(Objects::nonNull)
          .findFirst()
          .ifPresent(universe -> chosen.put(name, universe));
    }
    return chosen;
  }

  /** Brings what is known up to date, reading only what has changed. */
  private Future<Void> look(String user, Set<String> names, Map<Key, Kept> known, long now) {
    return table
        .versions(user, names)
        .compose(
            versions -> {
              Set<String> changed = new HashSet<>();
              for (String name : names) {
                for (Key key : keys(user, name)) {
                  Kept old = known.get(key);
                  boolean same =
                      Objects.equals(versions.get(key), old == null ? null : old.version());
                  known.put(key, new Kept(same && old != null ? old.universe() : null, now));
                  if (!same) {
                    changed.add(name);
                  }
                }
              }
              return changed.isEmpty()
                  ? Future.succeededFuture(List.<Universe>of())
                  : table.find(user, changed);
            })
        .onSuccess(
            read -> {
              read.forEach(
                  universe ->
                      known.put(
                          new Key(universe.owner(), universe.name()), new Kept(universe, now)));
              kept.putAll(known);
            })
        .mapEmpty();
  }

  /** Looks again at what a name means to a user, who has just changed it. */
  public void forget(String user, String name) {
    kept.remove(new Key(user, name));
  }

  private static String cut(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }
}
