package ai.tickstock.app.sources;

import java.util.ArrayList;
import java.util.List;

/** Remembers the ticks it is given. */
public final class Recorded implements TickSink {
  /** One of them. */
  public record Trade(String symbol, double price, double volume, long millis) {}

  public final List<Trade> trades = new ArrayList<>();

  @Override
  public void tick(String symbol, double price, double volume, long millis) {
    trades.add(new Trade(symbol, price, volume, millis));
  }
}
