package ai.tickstock.app.bridge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Which hubs there are in this process, and how many registrations each has for each feed, so that
 * nothing is written that nobody wants. Thread-safe.
 */
public final class Audience {
  private final Map<String, AtomicIntegerArray> hubs = new ConcurrentHashMap<>();

  void join(String hub) {
    hubs.put(hub, new AtomicIntegerArray(Feed.values().length));
  }

  void leave(String hub) {
    hubs.remove(hub);
  }

  void change(String hub, Feed feed, int by) {
    hubs.get(hub).addAndGet(feed.ordinal(), by);
  }

  /** The hubs somebody listens at. */
  List<String> of(Feed feed) {
    List<String> listening = new ArrayList<>();
    hubs.forEach(
        (hub, counts) -> {
          if (counts.get(feed.ordinal()) > 0) {
            listening.add(hub);
          }
        });
    return listening;
  }

  /** Registrations for a feed, over all hubs. */
  int count(Feed feed) {
    return hubs.values().stream().mapToInt(counts -> counts.get(feed.ordinal())).sum();
  }
}
