package ai.tickstock.app.delivery;

import ai.tickstock.store.users.AlertHistory;
import ai.tickstock.store.users.AlertRecord;
import ai.tickstock.wire.users.MemoryUserMessages;
import ai.tickstock.wire.users.UserMessagesFactory;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where tests keep alerts that need no database: a history of one JVM, and nothing sent. */
public final class MemoryAlerts implements AlertHistory {
  private final Map<String, AlertRecord> records = new LinkedHashMap<>();
  private final Map<String, String> states = new LinkedHashMap<>();

  /** Backends of their own, with room for 1,000 messages. */
  public static AlertBackends backends() {
    return new AlertBackends(new MemoryUserMessages(1_000), new MemoryAlerts(), new EmptyQueue());
  }

  /** Backends over some messages. */
  public static AlertBackends backends(UserMessagesFactory messages) {
    return new AlertBackends(messages, new MemoryAlerts(), new EmptyQueue());
  }

  @Override
  public synchronized Future<Void> record(List<AlertRecord> alerts) {
    for (AlertRecord alert : alerts) {
      records.putIfAbsent(alert.alertId(), alert);
      states.putIfAbsent(alert.alertId(), alert.muted() ? "muted" : "pending");
    }
    return Future.succeededFuture();
  }

  @Override
  public synchronized Future<Void> delivered(Collection<String> alertIds) {
    alertIds.forEach(
        id ->
            states.computeIfPresent(
                id, (key, state) -> state.equals("pending") ? "delivered" : state));
    return Future.succeededFuture();
  }

  @Override
  public synchronized Future<List<String>> acknowledge(String user, Collection<String> alertIds) {
    List<String> own =
        alertIds.stream()
            .filter(id -> records.containsKey(id) && records.get(id).userId().equals(user))
            .toList();
    own.forEach(id -> states.put(id, "acknowledged"));
    return Future.succeededFuture(own);
  }

  @Override
  public synchronized Future<List<Past>> past(
      String user, Set<String> of, String subscriptionId, Before before, int limit) {
    List<Past> past = new ArrayList<>();
    for (AlertRecord alert : records.values()) {
      String state = states.get(alert.alertId());
      if (alert.userId().equals(user) && (of.isEmpty() || of.contains(state))) {
        past.add(
            new Past(
                alert.alertId(),
                alert.subscriptionId(),
                alert.firedAt(),
                state,
                alert.firedAt(),
                new JsonObject(alert.message()),
                List.of()));
      }
    }
    past.sort(Comparator.comparing(Past::firedAt).thenComparing(Past::alertId).reversed());
    return Future.succeededFuture(past.subList(0, Math.min(limit, past.size())));
  }

  @Override
  public Future<Integer> prune(Instant before, int most) {
    return Future.succeededFuture(0);
  }
}
