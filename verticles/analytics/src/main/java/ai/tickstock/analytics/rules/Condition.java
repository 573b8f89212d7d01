package ai.tickstock.analytics.rules;

import ai.tickstock.analytics.indicators.IndicatorSpec;
import ai.tickstock.market.MarketCalendar;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A test of the newest bar: two numbers, parts of the bar or outputs of indicators, compared.
 *
 * <pre>
 * RSI(14) &lt; 30
 * close crosses above SMA(200)
 * MACD.macd &gt;= MACD.signal
 * close &gt; BBANDS(20, 2).upper
 * </pre>
 *
 * <p>{@code crosses above} holds on the bar where the left side is above the right and was not on
 * the bar before; {@code crosses below} the other way round. Nothing holds while an indicator has
 * no value. Immutable; what runs over bars is a {@link Watch}.
 */
public final class Condition {
  private static final Pattern FORM =
      Pattern.compile(
          "(.+?)(<=|>=|<|>|\\bcrosses\\s+(?:above|below)\\b)(.+)", Pattern.CASE_INSENSITIVE);

  private static final int LONGEST = 200;

  private enum Comparison {
    BELOW("<"),
    AT_MOST("<="),
    ABOVE(">"),
    AT_LEAST(">="),
    CROSSES_ABOVE("crosses above"),
    CROSSES_BELOW("crosses below");

    private final String sign;

    Comparison(String sign) {
      this.sign = sign;
    }

    static Comparison of(String text) {
      String plain = text.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
      return Stream.of(values()).filter(each -> each.sign.equals(plain)).findFirst().orElseThrow();
    }

    boolean holds(double left, double right, double leftBefore, double rightBefore) {
      return switch (this) {
        case BELOW -> left < right;
        case AT_MOST -> left <= right;
        case ABOVE -> left > right;
        case AT_LEAST -> left >= right;
        case CROSSES_ABOVE -> left > right && leftBefore <= rightBefore;
        case CROSSES_BELOW -> left < right && leftBefore >= rightBefore;
      };
    }
  }

  private final String text;
  private final Operand left;
  private final Comparison comparison;
  private final Operand right;

  private Condition(String text, Operand left, Comparison comparison, Operand right) {
    this.text = text;
    this.left = left;
    this.comparison = comparison;
    this.right = right;
  }

  /**
   * Reads a condition.
   *
   * @throws IllegalArgumentException that says what was wrong and what is expected
   */
  public static Condition of(String text) {
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException(
          "condition: expected at most " + LONGEST + " characters, was " + text.length());
    }
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "condition: expected two values and <, <=, >, >=, crosses above or crosses below between"
              + " them, such as RSI(14) < 30, was "
              + text);
    }
    try {
      return new Condition(
          text.strip(),
          Operand.parse(form.group(1)),
          Comparison.of(form.group(2)),
          Operand.parse(form.group(3)));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("condition " + text.strip() + ": " + e.getMessage(), e);
    }
  }

  /** Bars to feed first, so that it holds where it would after all bars there are. */
  public int warmUpBars() {
    return Math.max(left.warmUpBars(), right.warmUpBars()) + 1;
  }

  /** The indicators it looks at. */
  public List<IndicatorSpec> indicators() {
    return Stream.of(left.spec(), right.spec()).filter(Objects::nonNull).distinct().toList();
  }

  /** A fresh test of a series of bars. The calendar says when sessions begin. */
  public Watch watch(MarketCalendar calendar) {
    return new Watch(this, calendar);
  }

  /** As it was written. */
  @Override
  public String toString() {
    return text;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Condition condition
        && comparison == condition.comparison
        && left.equals(condition.left)
        && right.equals(condition.right);
  }

  @Override
  public int hashCode() {
    return Objects.hash(left, comparison, right);
  }

  /** A condition over a series of bars, given oldest first. Not thread-safe. */
  public static final class Watch {
    private final Comparison comparison;
    private final Operand.Running left;
    private final Operand.Running right;
    private double leftValue = Double.NaN;
    private double rightValue = Double.NaN;
    private boolean holds;

    private Watch(Condition condition, MarketCalendar calendar) {
      comparison = condition.comparison;
      left = condition.left.running(calendar);
      right = condition.right.running(calendar);
    }

    /**
     * Takes the next bar in and tells whether the condition holds on it.
     *
     * @param startMillis the bar's first instant, Unix milliseconds
     */
    public boolean add(
        long startMillis, double open, double high, double low, double close, double volume) {
      double leftBefore = leftValue;
      double rightBefore = rightValue;
      leftValue = left.add(startMillis, open, high, low, close, volume);
      rightValue = right.add(startMillis, open, high, low, close, volume);
      holds = comparison.holds(leftValue, rightValue, leftBefore, rightBefore);
      return holds;
    }

    /** Whether it holds on the newest bar. */
    public boolean holds() {
      return holds;
    }
  }
}
