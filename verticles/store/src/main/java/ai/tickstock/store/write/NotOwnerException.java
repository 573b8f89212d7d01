package ai.tickstock.store.write;

/** Another process has taken a partition over; the commit was rolled back. */
public final class NotOwnerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NotOwnerException(String message) {
    super(message);
  }
}
