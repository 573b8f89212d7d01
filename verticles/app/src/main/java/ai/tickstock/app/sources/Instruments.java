package ai.tickstock.app.sources;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The securities of the synthetic market: well-known ones, and made-up ones for load. */
final class Instruments {
  static final int SECTORS = 8;

  private static final int TECHNOLOGY = 0;
  private static final int COMMUNICATION = 1;
  private static final int CONSUMER = 2;
  private static final int FINANCE = 3;
  private static final int HEALTH = 4;
  private static final int ENERGY = 5;
  private static final int STAPLES = 6;

  /** No sector: moves with the market alone. */
  static final int INDEX = 7;

  private static final Map<String, Instrument> KNOWN = new LinkedHashMap<>();

  static {
    know("AAPL", TECHNOLOGY, 228, 1.2, 0.010, 1.8);
    know("MSFT", TECHNOLOGY, 425, 1.1, 0.009, 1.4);
    know("NVDA", TECHNOLOGY, 135, 1.7, 0.018, 2.2);
    know("AMD", TECHNOLOGY, 152, 1.7, 0.019, 1.3);
    know("INTC", TECHNOLOGY, 24, 1.2, 0.016, 1.0);
    know("GOOGL", COMMUNICATION, 172, 1.1, 0.011, 1.2);
    know("META", COMMUNICATION, 565, 1.3, 0.013, 1.0);
    know("NFLX", COMMUNICATION, 690, 1.2, 0.014, 0.6);
    know("AMZN", CONSUMER, 198, 1.2, 0.012, 1.3);
    know("TSLA", CONSUMER, 250, 1.9, 0.024, 1.9);
    know("DIS", CONSUMER, 96, 1.0, 0.011, 0.7);
    know("JPM", FINANCE, 224, 1.0, 0.009, 0.8);
    know("BAC", FINANCE, 42, 1.1, 0.010, 1.1);
    know("GS", FINANCE, 520, 1.2, 0.011, 0.5);
    know("JNJ", HEALTH, 160, 0.5, 0.007, 0.6);
    know("PFE", HEALTH, 28, 0.6, 0.010, 0.9);
    know("XOM", ENERGY, 118, 0.8, 0.010, 0.8);
    know("CVX", ENERGY, 152, 0.8, 0.010, 0.6);
    know("KO", STAPLES, 65, 0.4, 0.006, 0.6);
    know("SPY", INDEX, 580, 1.0, 0.001, 1.7);
  }

  private Instruments() {}

  private static void know(
      String symbol, int sector, double price, double beta, double volatility, double weight) {
    KNOWN.put(symbol, new Instrument(symbol, sector, price, beta, volatility, weight));
  }

  /** The symbols of the well-known ones. */
  static List<String> wellKnown() {
    return List.copyOf(KNOWN.keySet());
  }

  /** Made-up symbols of four letters, all different, in no particular order; at most 26⁴. */
  static List<String> generated(int count) {
    int all = 26 * 26 * 26 * 26;
    List<String> symbols = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int number = (int) (i * 186_647L % all); // coprime to 26⁴: comes round only after all
      char[] letters = new char[4];
      for (int at = 3; at >= 0; at--, number /= 26) {
        letters[at] = (char) ('A' + number % 26);
      }
      symbols.add(new String(letters));
    }
    return symbols;
  }

  /** The security of a symbol; one that is not well known gets traits of its own from its name. */
  static Instrument of(String symbol) {
    Instrument known = KNOWN.get(symbol);
    if (known != null) {
      return known;
    }
    Dice dice = new Dice();
    dice.seed(symbol.hashCode());
    dice.even();
    int sector = (int) (dice.even() * INDEX);
    double price = Math.exp(Math.log(15) + dice.even() * Math.log(20));
    double beta = 0.5 + dice.even();
    double volatility = 0.006 + 0.012 * dice.even();
    return new Instrument(symbol, sector, price, beta, volatility, 0.6 + 0.8 * dice.even());
  }
}
