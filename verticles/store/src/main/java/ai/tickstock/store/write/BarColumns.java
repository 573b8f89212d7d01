package ai.tickstock.store.write;

import ai.tickstock.market.BarPart;
import ai.tickstock.market.Symbols;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** Bar parts turned into one array per column, as {@code unnest} takes them. */
final class BarColumns {
  private BarColumns() {}

  /** The first 17 arrays of {@link MergeSql#FRESH} and {@link MergeSql#PARTS}. */
  static Tuple of(List<BarPart> parts) {
    int n = parts.size();
    Integer[] partition = new Integer[n];
    String[] symbol = new String[n];
    Boolean[] rangeEligible = new Boolean[n];
    for (int i = 0; i < n; i++) {
      BarPart part = parts.get(i);
      partition[i] = Symbols.partition(part.symbol());
      symbol[i] = part.symbol();
      rangeEligible[i] = part.rangeEligible();
    }
    return Tuple.tuple()
        .addValue(partition)
        .addValue(symbol)
        .addValue(longs(parts, BarPart::startMillis))
        .addValue(doubles(parts, BarPart::open))
        .addValue(longs(parts, BarPart::openMillis))
        .addValue(longs(parts, BarPart::openEpoch))
        .addValue(longs(parts, BarPart::openOffset))
        .addValue(doubles(parts, BarPart::high))
        .addValue(doubles(parts, BarPart::low))
        .addValue(rangeEligible)
        .addValue(doubles(parts, BarPart::close))
        .addValue(longs(parts, BarPart::closeMillis))
        .addValue(longs(parts, BarPart::closeEpoch))
        .addValue(longs(parts, BarPart::closeOffset))
        .addValue(doubles(parts, BarPart::volume))
        .addValue(doubles(parts, BarPart::turnover))
        .addValue(longs(parts, BarPart::trades));
  }

  private static Long[] longs(List<BarPart> parts, ToLongFunction<BarPart> field) {
    Long[] column = new Long[parts.size()];
    for (int i = 0; i < column.length; i++) {
      column[i] = field.applyAsLong(parts.get(i));
    }
    return column;
  }

  private static Double[] doubles(List<BarPart> parts, ToDoubleFunction<BarPart> field) {
    Double[] column = new Double[parts.size()];
    for (int i = 0; i < column.length; i++) {
      column[i] = field.applyAsDouble(parts.get(i));
    }
    return column;
  }
}
