package ai.tickstock.app.api;

import ai.tickstock.wire.fuzz.Fuzz;
import ai.tickstock.wire.fuzz.NastyJson;
import ai.tickstock.wire.fuzz.Reasons;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.function.Consumer;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/**
 * Whatever stands behind the question mark: it is understood, or refused by the parameter's name.
 */
class QueryFuzzTest {
  private static final String[] NAMES = {
    "symbol", "timeframe", "limit", "min_confidence", "from", "to", "prefix", "adjusted", "before"
  };
  private static final String[] VALUES = {
    "AAPL,MSFT", "1min,1day", "100", "0.7", "2025-10-15T14:30:00Z", "1764000000.5", "B", "true"
  };
  private static final List<Consumer<Query>> READERS =
      List.of(
          Query::symbol,
          Query::symbols,
          Query::timeframe,
          Query::timeframes,
          query -> query.limit(100, 5_000),
          Query::confidence,
          Query::from,
          Query::to,
          Query::prefix,
          query -> query.flag("adjusted"),
          query -> query.count("before", 0),
          query -> query.instantOrNull("before"));

  @Property(tries = Fuzz.SEEDS, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void isUnderstoodOrRefusedByName(@ForAll long seed) {
    Fuzz.each(seed, nasty -> read(given(nasty)));
  }

  private static MultiMap given(NastyJson nasty) {
    MultiMap given = MultiMap.caseInsensitiveMultiMap();
    for (int i = nasty.random().nextInt(4); i >= 0; i--) {
      String name = nasty.oneOf(NAMES);
      String value = nasty.oneOf(VALUES);
      given.add(
          nasty.random().nextInt(10) == 0 ? nasty.scribbled(name) : name,
          nasty.random().nextBoolean() ? nasty.scribbled(value) : nasty.value());
    }
    return given;
  }

  private static void read(MultiMap given) {
    int size = given.toString().length();
    Fuzz.within(
        size,
        () -> {
          for (Consumer<Query> reader : READERS) {
            try {
              reader.accept(new Query(given, NAMES));
            } catch (Refusal refused) {
              Reasons.assertUnderstandable(refused.getMessage(), given);
            }
          }
        });
  }
}
