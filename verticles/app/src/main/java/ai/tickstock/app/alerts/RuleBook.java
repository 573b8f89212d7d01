package ai.tickstock.app.alerts;

import ai.tickstock.app.alerts.match.Matcher;
import ai.tickstock.app.universes.UniverseException;
import ai.tickstock.store.users.AlertRuleTable.Stored;
import ai.tickstock.wire.message.AlertSubscription;
import ai.tickstock.wire.message.AlertSubscription.Action;
import ai.tickstock.wire.message.AlertSubscription.Needs;
import ai.tickstock.wire.message.MessageException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules as this node knows them: the changes of all nodes, asked for every second, in their
 * order, and at once after a change of its own. Tells the matcher what to look at and PL what to
 * compute. Not thread-safe.
 */
final class RuleBook {
  /** How long a change made elsewhere stays unknown, about. */
  static final long LOOK_MILLIS = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(RuleBook.class);
  private static final int PAGE = 500;

  /** Rules put without letting others have the event loop. */
  private static final int SLICE = 20;

  private final Vertx vertx;
  private final RuleBackends backends;
  private final Matcher matcher;
  private final Consumer<AlertSubscription> needs;
  private final Map<String, Rule> rules = new HashMap<>();
  private final Map<String, Set<String>> universes = new HashMap<>();
  private final Set<String> lapsed = new HashSet<>();
  private final OneAtATime looking = new OneAtATime(this::pages);
  private long changeNo;
  private boolean closed;

  /**
   * @param needs is told what PL has to compute, or no longer
   */
  RuleBook(Vertx vertx, RuleBackends backends, Matcher matcher, Consumer<AlertSubscription> needs) {
    this.vertx = vertx;
    this.backends = backends;
    this.matcher = matcher;
    this.needs = needs;
  }

  /** Rules that are known, enabled or not. */
  int size() {
    return rules.size();
  }

  /** Takes over all changes there are; one that comes while it looks makes it look again. */
  Future<Void> look() {
    return looking.run();
  }

  private Future<Void> pages() {
    return backends
        .rules()
        .changedSince(changeNo, PAGE)
        .compose(
            changes ->
                take(changes, 0)
                    .compose(taken -> changes.size() < PAGE ? Future.succeededFuture() : pages()));
  }

  private Future<Void> take(List<Stored> changes, int from) {
    if (from >= changes.size()) {
      return Future.succeededFuture();
    }
    int to = Math.min(changes.size(), from + SLICE);
    Future<Void> taken = Future.succeededFuture();
    for (Stored change : changes.subList(from, to)) {
      taken = taken.compose(before -> take(change));
    }
    return taken.compose(before -> yielding()).compose(before -> take(changes, to));
  }

  private Future<Void> yielding() {
    return Future.future(done -> vertx.runOnContext(go -> done.complete()));
  }

  private Future<Void> take(Stored change) {
    Rule rule = rule(change);
    if (rule == null) {
      rules.remove(change.id());
      forget(change.id());
      tell(change, Needs.NONE, Action.DELETE);
      changeNo = change.changeNo();
      return Future.succeededFuture();
    }
    return symbols(rule)
        .map(
            symbols -> {
              rules.put(rule.id(), rule);
              lapsed.remove(rule.id());
              if (isWorking(rule)) {
                matcher.put(rule, symbols);
                tell(change, needs(rule), Action.PUT);
              } else {
                forget(rule.id());
                tell(change, Needs.NONE, Action.DELETE);
              }
              changeNo = change.changeNo();
              return null;
            });
  }

  private void forget(String id) {
    matcher.remove(id);
  }

  private boolean isWorking(Rule rule) {
    boolean expired =
        rule.expiresAt() != null && !backends.clock().instant().isBefore(rule.expiresAt());
    if (expired) {
      lapsed.add(rule.id());
    }
    return rule.enabled() && !expired;
  }

  private void tell(Stored change, Needs what, Action action) {
    tell(change.id(), change.userId(), what, action, change.updatedAt());
  }

  private void tell(String id, String user, Needs what, Action action, Instant when) {
    needs.accept(new AlertSubscription(action, id, user, what, when));
  }

  /** A rule of a function that is there no longer is passed over, and said. */
  private Rule rule(Stored stored) {
    if (stored.rule() == null) {
      return null;
    }
    try {
      return rule(stored, backends.check());
    } catch (MessageException refused) {
      LOG.warn("Rule {} cannot be looked by any more: {}", stored.id(), refused.getMessage());
      return null;
    }
  }

  /** A stored rule; throws {@link MessageException} if it is not valid any more. */
  static Rule rule(Stored stored, RuleCheck check) {
    return RuleJson.parse(stored.id(), stored.userId(), stored.rule(), check)
        .stored(
            stored.version(),
            stored.enabled(),
            stored.mutedUntil(),
            stored.createdAt(),
            stored.updatedAt());
  }

  /** What PL has to compute for a rule; of a universe, no symbols: for whatever there is. */
  static Needs needs(Rule rule) {
    Set<String> indicators = new TreeSet<>();
    for (RuleCondition condition : rule.conditions()) {
      add(indicators, condition.value());
      if (condition.other() != null) {
        add(indicators, condition.other());
      }
    }
    return new Needs(
        rule.symbols().stream().sorted().toList(),
        rule.timeframes().stream().sorted().toList(),
        List.copyOf(indicators),
        rule.patterns().stream().sorted().toList());
  }

  private static void add(Set<String> indicators, RuleCondition.Operand operand) {
    if (!operand.isOfBar()) {
      indicators.add(operand.text());
    }
  }

  /** A universe that is gone stands for nothing, until it is there again. */
  private Future<Set<String>> symbols(Rule rule) {
    if (rule.universe() == null) {
      return Future.succeededFuture(rule.symbols());
    }
    String key = rule.userId() + '\n' + rule.universe();
    return backends
        .universes()
        .resolve(rule.userId(), rule.universe())
        .recover(
            error -> {
              if (error instanceof UniverseException) {
                LOG.debug("Rule {}: {}", rule.id(), error.getMessage());
                return Future.succeededFuture(Set.of());
              }
              return Future.failedFuture(error);
            })
        .map(
            found -> {
              Set<String> before = universes.get(key);
              if (before != null && before.equals(found)) {
                return before;
              }
              Set<String> now = Set.copyOf(found);
              universes.put(key, now);
              return now;
            });
  }

  /** Looks once whether universes have changed, one after the other. */
  Future<Void> refresh() {
    Map<String, List<Rule>> byUniverse = new HashMap<>();
    for (Rule rule : rules.values()) {
      if (rule.universe() != null) {
        byUniverse
            .computeIfAbsent(rule.userId() + '\n' + rule.universe(), key -> new ArrayList<>())
            .add(rule);
      }
    }
    universes.keySet().retainAll(byUniverse.keySet());
    Future<Void> done = Future.succeededFuture();
    for (Map.Entry<String, List<Rule>> each : byUniverse.entrySet()) {
      done = done.compose(before -> refresh(each.getKey(), each.getValue()));
    }
    return done;
  }

  private Future<Void> refresh(String key, List<Rule> of) {
    Set<String> before = universes.get(key);
    return symbols(of.get(0))
        .map(
            now -> {
              if (now != before) {
                of.stream()
                    .filter(rule -> rules.get(rule.id()) == rule && isWorking(rule))
                    .forEach(rule -> matcher.put(rule, now));
              }
              return null;
            });
  }

  /** Lets go of rules whose time is over. */
  void expire() {
    for (Rule rule : rules.values()) {
      if (rule.expiresAt() != null
          && !lapsed.contains(rule.id())
          && rule.enabled()
          && !isWorking(rule)) {
        forget(rule.id());
        tell(rule.id(), rule.userId(), Needs.NONE, Action.DELETE, backends.clock().instant());
      }
    }
  }

  /** Looks no more. */
  void close() {
    closed = true;
  }

  /** Looks every so often; errors are the database's, which comes back. */
  void keepLooking() {
    if (closed) {
      return;
    }
    vertx
        .timer(LOOK_MILLIS, TimeUnit.MILLISECONDS)
        .compose(timer -> look())
        .compose(looked -> refresh())
        .onSuccess(done -> expire())
        .onFailure(error -> LOG.debug("The rules could not be looked at: {}", error.toString()))
        .onComplete(done -> keepLooking());
  }
}
