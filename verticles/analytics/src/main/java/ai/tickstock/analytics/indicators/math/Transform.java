package ai.tickstock.analytics.indicators.math;

import ai.tickstock.analytics.indicators.RealFunction;
import java.util.function.DoubleUnaryOperator;

/**
 * What an elementary function makes of the newest value; outside the function's domain NaN or an
 * infinity, as {@link Math} has it.
 */
final class Transform implements RealFunction {
  private final DoubleUnaryOperator function;
  private double value;
  private boolean ready;

  Transform(DoubleUnaryOperator function) {
    this.function = function;
  }

  @Override
  public void add(double newest) {
    value = function.applyAsDouble(newest);
    ready = true;
  }

  @Override
  public boolean isReady() {
    return ready;
  }

  @Override
  public double value() {
    return value;
  }
}
