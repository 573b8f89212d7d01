package ai.tickstock.launcher.backtest;

import java.util.Locale;

/** Figures as people read them; a dash for what is not defined. */
final class Words {
  private static final String NOTHING = "-";

  private Words() {}

  static String cash(double value) {
    return finite("%,.2f", value);
  }

  static String percent(double fraction) {
    return finite("%,.2f %%", 100 * fraction);
  }

  static String ratio(double value) {
    return finite("%,.2f", value);
  }

  static String count(double value) {
    return finite("%,.0f", value);
  }

  static String price(double value) {
    return finite(Math.abs(value) >= 1 ? "%,.2f" : "%.4f", value);
  }

  /** Adding 0 makes minus zero zero. */
  private static String finite(String format, double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, format, value + 0.0) : NOTHING;
  }

  static String cut(String text, int characters) {
    return text.length() <= characters ? text : text.substring(0, characters - 1) + "…";
  }
}
