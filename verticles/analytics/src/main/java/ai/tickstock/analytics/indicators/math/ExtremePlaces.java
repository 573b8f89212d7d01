package ai.tickstock.analytics.indicators.math;

import ai.tickstock.analytics.indicators.RealFunction;
import java.util.Arrays;

/** The bar of the lowest of the last N values, of the highest, or both, in this order. */
final class ExtremePlaces implements RealFunction {
  private final int period;
  private final ExtremePlace[] places;

  ExtremePlaces(int period, ExtremePlace... places) {
    this.period = period;
    this.places = places;
  }

  @Override
  public void add(double newest) {
    for (ExtremePlace place : places) {
      place.add(newest);
    }
  }

  @Override
  public boolean isReady() {
    return places[0].isFull();
  }

  @Override
  public double value() {
    return places[0].place();
  }

  @Override
  public int outputCount() {
    return places.length;
  }

  @Override
  public double output(int index) {
    return places[index].place();
  }

  @Override
  public double[] state() {
    double[] state = new double[places.length * ExtremePlace.stateSize(period)];
    int end = 0;
    for (ExtremePlace place : places) {
      end = place.save(state, end);
    }
    return Arrays.copyOf(state, end);
  }

  @Override
  public void resume(double[] state) {
    int at = 0;
    for (ExtremePlace place : places) {
      at = place.restore(state, at);
    }
  }
}
