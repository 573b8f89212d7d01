package ai.tickstock.launcher.config;

import java.util.List;

/**
 * The configuration is refused; each line of the message names a key, its value and what is
 * expected.
 */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ConfigException(String message) {
    super(message);
  }

  ConfigException(List<String> problems) {
    super(String.join(System.lineSeparator(), problems));
  }
}
