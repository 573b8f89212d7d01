package ai.tickstock.analytics.indicators.statistics;

import ai.tickstock.analytics.indicators.Parameters;
import ai.tickstock.analytics.indicators.RealFunction;
import ai.tickstock.analytics.indicators.Zero;

/** So many times the root of the {@link Variance}; 0 where that is below 1e-14. */
final class StandardDeviation implements RealFunction {
  private final Variance variance;
  private final double deviations;

  StandardDeviation(Parameters given) {
    variance = new Variance(given.period());
    deviations = given.real("nbDev");
  }

  @Override
  public void add(double newest) {
    variance.add(newest);
  }

  @Override
  public boolean isReady() {
    return variance.isReady();
  }

  @Override
  public double value() {
    double square = variance.value();
    return Zero.orLess(square) ? 0 : Math.sqrt(square) * deviations;
  }
}
