package ai.tickstock.app.alerts;

import java.util.List;
import java.util.Locale;

/**
 * What has to be so of a value and a level, on one bar or from one bar to the next.
 *
 * @param value what is looked at
 * @param other another value in place of the level; null where there is a level
 * @param level the level, or the lower one of a channel; for a change the difference, in the
 *     value's unit
 * @param upper the upper level of a channel, else the same as {@code level}
 * @param bars over how many bars a change goes, else 1
 * @param hysteresis how far the value has to come back over the level before it may fire again; 0
 *     or more, in the value's unit
 */
public record RuleCondition(
    Operand value, Op op, Operand other, double level, double upper, int bars, double hysteresis) {

  /** What may be so. */
  public enum Op {
    ABOVE,
    BELOW,
    CROSSES_ABOVE,
    CROSSES_BELOW,
    ENTERS,
    LEAVES,
    CHANGE_ABOVE,
    CHANGE_BELOW
  }

  /**
   * One value of a bar.
   *
   * @param text as its user wrote it, such as {@code RSI(14)}
   * @param label as events name it, such as {@code RSI_14}; {@code close}, {@code open}, {@code
   *     high}, {@code low} or {@code volume} for what the bar itself has
   * @param output one of several, such as {@code signal}; null where there is only one
   */
  public record Operand(String text, String label, String output) {
    /** What a bar itself has, by the names of its event. */
    public static final List<String> OF_BARS = List.of("open", "high", "low", "close", "volume");

    /** Whether the bar itself has it. */
    public boolean isOfBar() {
      return OF_BARS.contains(label);
    }

    @Override
    public String toString() {
      return output == null ? text : text + "." + output;
    }
  }

  @Override
  public String toString() {
    String what = value + " " + op.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    if (other != null) {
      return what + " " + other;
    }
    String levels = op == Op.ENTERS || op == Op.LEAVES ? " " + level + " to " + upper : " " + level;
    boolean change = op == Op.CHANGE_ABOVE || op == Op.CHANGE_BELOW;
    return what + levels + (change ? " in " + bars + (bars == 1 ? " bar" : " bars") : "");
  }
}
