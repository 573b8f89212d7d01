package ai.tickstock.app.universes;

/** Text that names no symbols; the message says which part, and what there is, for the caller. */
public final class UniverseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what was wrong and what is expected. */
  public UniverseException(String message) {
    super(message);
  }
}
