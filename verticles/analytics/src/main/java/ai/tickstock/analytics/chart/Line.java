package ai.tickstock.analytics.chart;

/**
 * A straight line over bars, in the prices of a view.
 *
 * @param slope price per bar
 */
record Line(int bar, double price, double slope) {
  static Line flat(double price) {
    return new Line(0, price, 0);
  }

  double at(int other) {
    return price + slope * (other - bar);
  }
}
