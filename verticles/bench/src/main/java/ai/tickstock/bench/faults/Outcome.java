package ai.tickstock.bench.faults;

/**
 * What came of one schedule.
 *
 * @param catchUpMillis from the end of the last fault until everything was as it should be
 * @param tookMillis from the first tick until then
 * @param fenced halves that were replaced, came back and said that another has their place
 * @param broken why it could not be finished, for people; null if it was
 */
record Outcome(
    Schedule schedule,
    int ticks,
    Verdict verdict,
    long catchUpMillis,
    long tookMillis,
    long fenced,
    String broken) {
  boolean isExact() {
    return broken == null && verdict.isExact() && verdict.bars() > 0;
  }

  @Override
  public String toString() {
    return "seed %d: %s; %,d ticks %s, %,d bars, %,d events, caught up in %.1f s, took %.1f s%s%s"
        .formatted(
            schedule.seed(),
            schedule.faults(),
            ticks,
            schedule.playMillis() == 0 ? "at once" : "in " + schedule.playMillis() + " ms",
            verdict.bars(),
            verdict.events(),
            catchUpMillis / 1e3,
            tookMillis / 1e3,
            fenced == 0 ? "" : ", fenced " + fenced,
            isExact() ? "" : "; FAILED: " + (broken == null ? "" : broken + "; ") + verdict);
  }
}
