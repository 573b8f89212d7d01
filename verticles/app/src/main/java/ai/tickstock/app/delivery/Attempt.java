package ai.tickstock.app.delivery;

import java.time.Duration;

/**
 * How an attempt to send ended.
 *
 * @param error why it was not taken; empty if it was
 * @param notBefore how long the other side wants to be left alone; zero if it did not say
 */
record Attempt(Result result, String error, Duration notBefore) {
  /** What follows. */
  enum Result {
    /** It was taken. */
    TAKEN,
    /** It would be refused again: given up. */
    REFUSED,
    /** The other side wants it later. */
    LATER,
    /** Nobody answered, or with a fault of his own: to be tried again. */
    FAILED
  }

  static final Attempt TAKEN = new Attempt(Result.TAKEN, "", Duration.ZERO);

  static Attempt refused(String error) {
    return new Attempt(Result.REFUSED, error, Duration.ZERO);
  }

  static Attempt failed(String error) {
    return new Attempt(Result.FAILED, error, Duration.ZERO);
  }
}
