package ai.tickstock.analytics.indicators.cycle;

/**
 * HT_TRENDMODE: 1 in a trend, 0 in a cycle. A cycle is where sine and lead sine crossed less than
 * half a period ago, or where the phase turns about as fast as the period says; a smoothed price
 * 1.5 % off the trendline is a trend all the same.
 */
final class TrendMode extends CycleFunction {
  private static final double FULL_TURN = 360;
  private static final double FAR = 0.015;

  private final CyclePhase phase = new CyclePhase();
  private final TrendAverage trend = new TrendAverage();
  private double sine;
  private double lead;
  private int inTrend;
  private int mode;

  TrendMode() {
    super(LONG_LOOKBACK);
  }

  @Override
  void price(double price) {
    trend.keep(price);
  }

  @Override
  void turned() {
    double phaseBefore = phase.degrees();
    double sineBefore = sine;
    double leadBefore = lead;
    phase.add(cycle);
    sine = phase.sine();
    lead = phase.leadSine();
    trend.follow(cycle);
    boolean crossed =
        sine > lead && sineBefore <= leadBefore || sine < lead && sineBefore >= leadBefore;
    inTrend = crossed ? 1 : Math.min(inTrend + 1, HilbertTransform.LONGEST);
    boolean cycling = crossed || inTrend < 0.5 * cycle.smoothPeriod() || turns(phaseBefore);
    mode = !cycling || isFar() ? 1 : 0;
  }

  private boolean turns(double before) {
    double turned = phase.degrees() - before;
    double period = cycle.smoothPeriod();
    return period != 0 && turned > 0.67 * FULL_TURN / period && turned < 1.5 * FULL_TURN / period;
  }

  private boolean isFar() {
    double line = trend.value();
    return line != 0 && Math.abs((phase.smoothed() - line) / line) >= FAR;
  }

  @Override
  public double value() {
    return mode;
  }
}
