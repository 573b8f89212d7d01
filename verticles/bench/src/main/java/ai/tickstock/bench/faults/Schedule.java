package ai.tickstock.bench.faults;

import ai.tickstock.bench.faults.Fault.Kind;
import ai.tickstock.bench.faults.Fault.Target;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * One to three faults while ticks flow. The same seed and persistence give the same schedule.
 *
 * @param playMillis how long the ticks take to be published, undisturbed; 0: as fast as the log
 *     takes them
 */
record Schedule(long seed, long playMillis, List<Fault> faults) {
  private static final int LONGEST_AT = 2_500;
  private static final int LONGEST_DOWN = 1_500;
  private static final int LONGEST_FREEZE = 4_000;
  private static final int LONGEST_RARE_FREEZE = 13_000;

  static Schedule of(long seed, Persistence persistence) {
    Random random = new Random(seed * 0x9E3779B97F4A7C15L + 1);
    long playMillis = random.nextInt(4) == 0 ? 0 : 1_500 + random.nextInt(2_500);
    List<Fault> faults = new ArrayList<>();
    int wanted = 1 + random.nextInt(3);
    boolean together = random.nextBoolean();
    while (faults.size() < wanted) {
      long at = random.nextInt(playMillis == 0 ? 500 : LONGEST_AT);
      if (together && !faults.isEmpty()) {
        at = faults.get(0).atMillis() + random.nextInt(100);
      }
      Fault fault = fault(random, at);
      if (faults.stream().allMatch(other -> go(other, fault, persistence))) {
        faults.add(fault);
      }
    }
    faults.sort(Comparator.comparingLong(Fault::atMillis));
    return new Schedule(seed, playMillis, List.copyOf(faults));
  }

  /** One fault, half a second after the first tick. */
  static Schedule single(long seed, Target target, Kind kind, long lastsMillis) {
    return new Schedule(seed, 2_000, List.of(new Fault(target, kind, 500, lastsMillis)));
  }

  private static Fault fault(Random random, long at) {
    Target target = Target.values()[random.nextInt(Target.values().length)];
    return switch (random.nextInt(5)) {
      case 0, 1 -> new Fault(target, Kind.KILL, at, random.nextInt(LONGEST_DOWN));
      case 2 ->
          target == Target.PL || target == Target.APP
              ? new Fault(target, Kind.REPLACE, at, random.nextInt(LONGEST_FREEZE))
              : new Fault(target, Kind.FREEZE, at, 500 + random.nextInt(LONGEST_RARE_FREEZE));
      default -> new Fault(target, Kind.FREEZE, at, 200 + random.nextInt(LONGEST_FREEZE));
    };
  }

  /**
   * Whether two may be in one schedule: the same process fails once, and where Redis keeps nothing
   * it is not lost together with one of those who could give it back what it had. That is beyond
   * the promise.
   */
  private static boolean go(Fault one, Fault other, Persistence persistence) {
    boolean forgets =
        persistence == Persistence.NONE
            && (isLost(one, Target.REDIS) || isLost(other, Target.REDIS));
    return one.target() != other.target() && !(forgets && (isHalfLost(one) || isHalfLost(other)));
  }

  private static boolean isHalfLost(Fault fault) {
    return fault.kind() != Kind.FREEZE
        && (fault.target() == Target.APP || fault.target() == Target.PL);
  }

  private static boolean isLost(Fault fault, Target target) {
    return fault.target() == target && fault.kind() == Kind.KILL;
  }
}
