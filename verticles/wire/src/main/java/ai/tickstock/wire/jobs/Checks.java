package ai.tickstock.wire.jobs;

/** What both boards refuse. */
final class Checks {
  private Checks() {}

  /**
   * @throws IllegalArgumentException that names the field and what is expected
   */
  static void id(String name, String id) {
    if (id == null || id.isEmpty() || id.length() > JobBoard.LONGEST_ID) {
      throw new IllegalArgumentException(
          name + ": expected 1 to " + JobBoard.LONGEST_ID + " characters");
    }
  }

  /**
   * @throws IllegalArgumentException unless it is an end
   */
  static void end(JobState.Status status) {
    if (!status.isEnd()) {
      throw new IllegalArgumentException("status: expected an end, was " + status.label());
    }
  }
}
