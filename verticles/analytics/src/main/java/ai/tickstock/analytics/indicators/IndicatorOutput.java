package ai.tickstock.analytics.indicators;

/**
 * One value an indicator gives.
 *
 * @param name the name in messages and tables, such as {@code signal}
 * @param talibName TA-Lib's name, such as {@code outMACDSignal}
 * @param whole whether it is always a whole number, such as a bar's index
 */
public record IndicatorOutput(String name, String talibName, boolean whole) {}
