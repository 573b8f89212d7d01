package ai.tickstock.analytics.indicators;

/**
 * One value an indicator gives.
 *
 * @param name the name in messages and tables, such as {@code signal}
 * @param talibName TA-Lib's name, such as {@code outMACDSignal}
 */
public record IndicatorOutput(String name, String talibName) {}
