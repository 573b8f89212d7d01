package ai.tickstock.market;

import ai.tickstock.market.MarketCalendar.Span;
import java.util.ArrayList;
import java.util.List;

/** When trading was halted, of the whole market or of some symbols. Immutable. */
public final class Halts {
  /** One of them; the symbol is null where it is the whole market's. */
  public record Halt(String symbol, Span span) {}

  /** None. */
  public static final Halts NONE = new Halts(List.of());

  private final List<Halt> halts;

  /** These, in any order. */
  public Halts(List<Halt> halts) {
    this.halts = List.copyOf(halts);
  }

  /** Those of a symbol, the whole market's among them. */
  public List<Span> of(String symbol) {
    List<Span> spans = new ArrayList<>();
    for (Halt halt : halts) {
      if (halt.symbol() == null || halt.symbol().equals(symbol)) {
        spans.add(halt.span());
      }
    }
    return spans;
  }
}
