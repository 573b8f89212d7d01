package ai.tickstock.pl.aggregation;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the holes in the event time of publishers that are live. A jump counts once the next word
 * is nearer to where it leads than to where it began: one bad tick is none. Allocates only when
 * there is a jump. Not thread-safe.
 */
final class Jumps {
  static final long UNKNOWN = Long.MIN_VALUE;

  /** Nothing was heard that happened between these, Unix milliseconds. */
  record Jump(long fromMillis, long toMillis) {}

  private long leastMillis;
  private long reached = UNKNOWN;
  private long candidate = UNKNOWN;
  private boolean heard;
  private List<Jump> found = new ArrayList<>();

  /** What is shorter is no jump; milliseconds. */
  void least(long millis) {
    leastMillis = millis;
  }

  /** All up to here had been heard before. */
  void reached(long millis) {
    reached = millis;
  }

  /** How far the live publishers' event time has come, {@link #UNKNOWN} before the first word. */
  long reached() {
    return reached;
  }

  /** Something happened then. */
  void tick(long millis) {
    heard = true;
    if (reached == UNKNOWN) {
      reached = millis;
    } else if (candidate != UNKNOWN) {
      decide(millis);
    } else if (millis - reached >= leastMillis) {
      candidate = millis;
    } else if (millis > reached) {
      reached = millis;
    }
  }

  private void decide(long millis) {
    if (Math.abs(millis - candidate) < Math.abs(millis - reached)) {
      jump(Math.min(candidate, millis), Math.max(candidate, millis));
    } else {
      candidate = UNKNOWN;
      tick(millis);
    }
  }

  /** A publisher vouches that nothing older will come. */
  void vouch(long millis) {
    heard = true;
    if (reached != UNKNOWN && millis - reached >= leastMillis) {
      jump(millis, millis);
    } else if (millis > reached) {
      reached = millis;
    }
  }

  private void jump(long to, long next) {
    found.add(new Jump(reached, to));
    reached = next;
    candidate = UNKNOWN;
  }

  /** The jumps found since the last call. */
  List<Jump> take() {
    if (found.isEmpty()) {
      return List.of();
    }
    List<Jump> taken = found;
    found = new ArrayList<>();
    return taken;
  }

  /** Whether anything was heard since the last call that belongs to what was heard before. */
  boolean goesOn() {
    boolean on = heard && candidate == UNKNOWN;
    heard = heard && !on;
    return on;
  }
}
