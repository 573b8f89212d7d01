package ai.tickstock.store.write;

/** The commit was decided before what is stored by now: it would count its trades twice. */
public final class StaleCommitException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StaleCommitException(String message) {
    super(message);
  }
}
