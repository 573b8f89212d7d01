package ai.tickstock.app.api;

/** A request that cannot be granted; the message says why, for the caller to read. */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  /**
   * @param status HTTP status, 400 to 499; or 503 for what is away for a moment
   * @param detail what was wrong and what is expected; no internals
   */
  public Refusal(int status, String detail) {
    super(detail);
    this.status = status;
  }

  /** What was sent is not as it should be: 400. */
  public static Refusal bad(String detail) {
    return new Refusal(400, detail);
  }

  /** There is no such thing, or it is another user's, who is not given away: 404. */
  public static Refusal unknown(String detail) {
    return new Refusal(404, detail);
  }

  /** Something needed is away: 503. */
  public static Refusal away(String what) {
    return new Refusal(503, what + " does not answer; try again in a moment");
  }

  /** Its HTTP status. */
  public int status() {
    return status;
  }
}
