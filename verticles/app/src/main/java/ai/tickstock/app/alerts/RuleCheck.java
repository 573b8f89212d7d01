package ai.tickstock.app.alerts;

import java.util.List;

/** Knows what can be computed, and what can be sent. Thread-safe. */
public interface RuleCheck {
  /**
   * An indicator that can be computed.
   *
   * @param label as events name it, such as {@code RSI_14}
   * @param outputs names of its outputs, the first one's at first
   */
  record Indicator(String label, List<String> outputs) {}

  /**
   * What a text such as {@code RSI(14)} means.
   *
   * @throws IllegalArgumentException that says what is expected, with the nearest valid names
   */
  Indicator indicator(String text);

  /**
   * Refuses a pattern there is not.
   *
   * @throws IllegalArgumentException with the nearest valid names
   */
  void pattern(String name);

  /** Why nothing can be sent on a channel, with the name of its field at first; null if it can. */
  default String refusal(AlertChannel channel) {
    return null;
  }
}
