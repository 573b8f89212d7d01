package ai.tickstock.app.sources;

/** How trading is spread over a session: busy at its ends, the open most of all, quiet at noon. */
final class VolumeCurve {
  /** What trades outside the regular session, relative to a session's average. */
  static final double AFTER_HOURS = 0.25;

  private VolumeCurve() {}

  /**
   * Pace of trading relative to the session's average, which is 1.
   *
   * @param share how much of the session is over, 0 to 1
   */
  static double at(double share) {
    double fromNoon = 2 * share - 1;
    return 0.5 + 1.5 * fromNoon * fromNoon - 0.3 * fromNoon;
  }
}
