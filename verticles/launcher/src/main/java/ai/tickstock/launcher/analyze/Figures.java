package ai.tickstock.launcher.analyze;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as text: 17 significant digits, so that every double reads back as itself. */
final class Figures {
  private static final MathContext DIGITS = new MathContext(17, RoundingMode.HALF_EVEN);
  private static final double LONGEST_WHOLE = 1e15;
  private static final int LEAST_PLAIN_EXPONENT = -4;

  private Figures() {}

  /** Appends a number without trailing zeros, small and great ones with an exponent. */
  static void append(StringBuilder out, double value) {
    if (value == Math.rint(value) && Math.abs(value) < LONGEST_WHOLE) {
      out.append(isMinusZero(value) ? "-0" : Long.toString((long) value));
    } else if (!Double.isFinite(value)) {
      out.append(value);
    } else {
      BigDecimal rounded = new BigDecimal(value, DIGITS).stripTrailingZeros();
      int exponent = rounded.precision() - rounded.scale() - 1;
      if (exponent < LEAST_PLAIN_EXPONENT || exponent >= DIGITS.getPrecision()) {
        appendScientific(out, rounded, exponent);
      } else {
        out.append(rounded.toPlainString());
      }
    }
  }

  private static boolean isMinusZero(double value) {
    return value == 0 && Double.doubleToRawLongBits(value) != 0;
  }

  private static void appendScientific(StringBuilder out, BigDecimal value, int exponent) {
    out.append(value.movePointLeft(exponent).toPlainString())
        .append('e')
        .append(exponent < 0 ? '-' : '+')
        .append(Math.abs(exponent) < 10 ? "0" : "")
        .append(Math.abs(exponent));
  }
}
