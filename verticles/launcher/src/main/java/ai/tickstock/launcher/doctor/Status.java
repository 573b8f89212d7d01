package ai.tickstock.launcher.doctor;

/** How one check came out. */
public enum Status {
  OK("✓", "+"),
  /** It works, but will not always. */
  WARNING("!", "!"),
  FAILED("✗", "x"),
  /** Not due yet, which is no failure. */
  WAITING("…", "."),
  /** Not looked at. */
  SKIPPED("-", "-");

  private final String mark;
  private final String plainMark;

  Status(String mark, String plainMark) {
    this.mark = mark;
    this.plainMark = plainMark;
  }

  /**
   * One character.
   *
   * @param plain whether it has to be ASCII
   */
  String mark(boolean plain) {
    return plain ? plainMark : mark;
  }
}
