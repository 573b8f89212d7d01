package ai.tickstock.app.delivery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which hosts are busy, and which are left alone because they failed again and again. Not
 * thread-safe.
 */
final class Hosts {
  private static final int FAILURES = 5;
  private static final long REST_NANOS = 30_000_000_000L;

  private final Map<String, Host> known = new HashMap<>();

  private static final class Host {
    private int underWay;
    private int failures;
    private long restsUntil;
    private boolean isResting;

    private boolean isBusy(long now) {
      if (isResting && now - restsUntil >= 0) {
        isResting = false; // the next failure has it rest again
      }
      return underWay > 0 || isResting;
    }
  }

  /** Those that get nothing now. */
  List<String> busy(long nowNanos) {
    List<String> busy = new ArrayList<>();
    known.forEach(
        (name, host) -> {
          if (host.isBusy(nowNanos)) {
            busy.add(name);
          }
        });
    return busy;
  }

  /** How many are left alone. */
  int resting() {
    return (int) known.values().stream().filter(host -> host.isResting).count();
  }

  void begin(String name) {
    known.computeIfAbsent(name, none -> new Host()).underWay++;
  }

  /**
   * An attempt ended.
   *
   * @param answered whether somebody was there, whatever he said
   * @return true if the host is left alone from now on
   */
  boolean end(String name, boolean answered, long nowNanos) {
    Host host = known.get(name);
    host.underWay--;
    host.failures = answered ? 0 : host.failures + 1;
    if (answered && host.underWay == 0) {
      known.remove(name);
    }
    if (host.failures < FAILURES || host.isResting) {
      return false;
    }
    host.isResting = true;
    host.restsUntil = nowNanos + REST_NANOS;
    return true;
  }
}
