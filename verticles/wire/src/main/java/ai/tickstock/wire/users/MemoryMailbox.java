package ai.tickstock.wire.users;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/** What one user's keys hold in Redis, and its two scripts, in Java. Not thread-safe. */
final class MemoryMailbox {
  /** A place in the stream. */
  private record Place(long millis, long number) implements Comparable<Place> {
    static Place of(String entry) {
      int dash = entry.indexOf('-');
      return new Place(
          Long.parseLong(entry.substring(0, dash)), Long.parseLong(entry.substring(dash + 1)));
    }

    @Override
    public int compareTo(Place other) {
      int byMillis = Long.compare(millis, other.millis);
      return byMillis != 0 ? byMillis : Long.compare(number, other.number);
    }

    @Override
    public String toString() {
      return millis + "-" + number;
    }
  }

  /** An entry; a summary counts more than itself. */
  private record Message(String alertId, String json, long count, long from, long to) {}

  private final String user;
  private final int most;
  private final LongSupplier clock;
  private final NavigableMap<Place, Message> messages = new TreeMap<>();
  private final Map<String, Place> kept = new HashMap<>();
  private final LinkedHashMap<String, Long> fired = new LinkedHashMap<>();
  private final Map<String, Map<String, Long>> marks = new HashMap<>();
  private Place last = new Place(0, 0);
  private Place summary;

  MemoryMailbox(String user, int most, LongSupplier clock) {
    this.user = user;
    this.most = most;
    this.clock = clock;
  }

  Fired fire(Firing firing) {
    expire();
    if (fired.containsKey(firing.alertId())) {
      Place entry = kept.get(firing.alertId());
      return new Fired(Fired.Outcome.ALREADY, entry == null ? "" : entry.toString());
    }
    Map<String, Long> own = marks.computeIfAbsent(firing.subscriptionId(), id -> new HashMap<>());
    for (FireLimit limit : firing.limits()) {
      Long before = own.get(limit.mark());
      if (before != null && firing.atMillis() < before + limit.quiet().toMillis()) {
        return new Fired(Fired.Outcome.TOO_SOON, "");
      }
    }
    String entry = firing.message() == null ? "" : keep(firing).toString();
    fired.put(firing.alertId(), clock.getAsLong());
    if (fired.size() > UserMessages.MOST_IDS) {
      fired.remove(fired.keySet().iterator().next());
    }
    firing.limits().forEach(limit -> own.put(limit.mark(), firing.atMillis()));
    own.values().removeIf(at -> at <= firing.atMillis() - UserMessages.MEMORY_MILLIS);
    return new Fired(Fired.Outcome.FIRED, entry);
  }

  private void expire() {
    long now = clock.getAsLong();
    fired.values().removeIf(at -> at <= now - UserMessages.MEMORY_MILLIS);
    if (last.millis() <= now - UserMessages.MESSAGE_MILLIS) {
      messages.clear();
      kept.clear();
      summary = null;
    }
  }

  private Place keep(Firing firing) {
    if (messages.size() >= most) {
      fold();
    }
    Place entry = next();
    long now = entry.millis();
    add(entry, new Message(firing.alertId(), firing.message(), 1, now, now));
    return entry;
  }

  private void fold() {
    List<Message> gone = new ArrayList<>();
    if (summary != null) {
      gone.add(take(summary));
    }
    int spare = Math.max(messages.size() - most + 2, most / 10);
    while (spare-- > 0 && !messages.isEmpty()) {
      gone.add(take(messages.firstKey()));
    }
    long count = gone.stream().mapToLong(Message::count).sum();
    long from = gone.stream().mapToLong(Message::from).min().orElseThrow();
    long to = gone.stream().mapToLong(Message::to).max().orElseThrow();
    String id = "alerts_summarised|" + from + "|" + to + "|" + count;
    String json =
        "{\"event_type\":\"alerts_summarised\",\"alert_id\":\"%s\",\"user_id\":\"%s\",\"count\":%d,\"from\":%s,\"to\":%s}"
            .formatted(id, user, count, seconds(from), seconds(to));
    summary = next();
    add(summary, new Message(id, json, count, from, to));
  }

  private static String seconds(long millis) {
    return BigDecimal.valueOf(millis, 3).toPlainString();
  }

  private void add(Place entry, Message message) {
    messages.put(entry, message);
    kept.put(message.alertId(), entry);
  }

  private Message take(Place entry) {
    Message message = messages.remove(entry);
    kept.remove(message.alertId());
    if (entry.equals(summary)) {
      summary = null;
    }
    return message;
  }

  private Place next() {
    long now = clock.getAsLong();
    last = now > last.millis() ? new Place(now, 0) : new Place(last.millis(), last.number() + 1);
    return last;
  }

  List<Kept> pending(String after, int limit) {
    expire();
    NavigableMap<Place, Message> behind =
        after.isEmpty() ? messages : messages.tailMap(Place.of(after), false);
    return behind.entrySet().stream()
        .limit(limit)
        .map(
            entry ->
                new Kept(
                    entry.getKey().toString(), entry.getValue().alertId(), entry.getValue().json()))
        .toList();
  }

  List<String> acknowledge(List<String> alertIds) {
    expire();
    List<String> gone = new ArrayList<>();
    for (String id : alertIds) {
      Place entry = kept.get(id);
      if (entry != null) {
        take(entry);
        gone.add(id);
      }
    }
    return gone;
  }

  long length() {
    expire();
    return messages.size();
  }

  void forget(String subscriptionId) {
    marks.remove(subscriptionId);
  }
}
