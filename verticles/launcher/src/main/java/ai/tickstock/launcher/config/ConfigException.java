package ai.tickstock.launcher.config;

import java.util.List;

/**
 * The configuration is refused. The message has a line for each problem, which names the key, its
 * value and what is expected; it never shows a password.
 */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Refused for one reason. */
  public ConfigException(String problem) {
    super(problem);
  }

  /** Refused for several reasons. */
  public ConfigException(List<String> problems) {
    super(String.join(System.lineSeparator(), problems));
  }
}
