package ai.tickstock.pl;

import ai.tickstock.store.write.BarCommit;

/**
 * What one aggregation instance wants stored.
 *
 * @param ownerToken the token the instance took its partitions over with
 */
public record CommitRequest(String ownerToken, BarCommit commit) {
  /** Failure code of the reply: the token does not own its partitions any more; stop. */
  public static final int NOT_OWNER = 409;

  /** Failure code of the reply: the commit can never be stored, the text says why. */
  public static final int REFUSED = 400;

  /** Failure code of the reply: too much is waiting, or persistence is closing; send it again. */
  public static final int BUSY = 503;
}
