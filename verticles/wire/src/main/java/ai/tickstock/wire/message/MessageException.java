package ai.tickstock.wire.message;

/** A message from outside is not what its contract says. The text names the field. */
public final class MessageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what was wrong and what is expected. */
  public MessageException(String message) {
    super(message);
  }
}
