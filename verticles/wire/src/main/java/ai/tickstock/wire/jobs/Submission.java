package ai.tickstock.wire.jobs;

/** What became of a job put on the board. */
public enum Submission {
  /** It is on the board. */
  ACCEPTED,
  /** Its user has as many jobs under way as he may have; it is not on the board. */
  TOO_MANY,
  /** A job of this id is, or was within the last day, on the board already; nothing changed. */
  EXISTS
}
