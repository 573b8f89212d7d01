package ai.tickstock.bench.faults;

/**
 * Something that goes wrong.
 *
 * @param atMillis when, from the moment the first tick of the schedule was in the log
 * @param lastsMillis how long: until what was killed is started again, until what was frozen goes
 *     on
 */
record Fault(Target target, Kind kind, long atMillis, long lastsMillis) {
  /** What it happens to. */
  enum Target {
    APP,
    PL,
    REDIS,
    POSTGRES
  }

  /** What happens. */
  enum Kind {
    /** SIGKILL. */
    KILL,
    /** SIGSTOP, and SIGCONT at the end. */
    FREEZE,
    /** SIGSTOP, a second one takes its place, and SIGCONT at the end: both live then. */
    REPLACE
  }

  long endMillis() {
    return atMillis + lastsMillis;
  }

  @Override
  public String toString() {
    return kind.name().toLowerCase()
        + " "
        + target.name().toLowerCase()
        + " at "
        + atMillis
        + " for "
        + lastsMillis;
  }
}
