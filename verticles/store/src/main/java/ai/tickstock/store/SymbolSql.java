package ai.tickstock.store;

import ai.tickstock.market.Timeframe;

/** The statement that finds the symbols of a bar table. */
final class SymbolSql {
  /** Leaps from symbol to symbol on the primary key instead of reading every row. */
  private static final String SYMBOLS =
      """
      (with recursive found as (
        select min(symbol) as symbol from ${table}
        union all
        select (select min(b.symbol) from ${table} b where b.symbol > f.symbol)
        from found f where f.symbol is not null)
      select symbol from found where symbol is not null)
      """;

  private SymbolSql() {}

  /** A query in parentheses with the one column {@code symbol}. */
  static String of(Timeframe timeframe) {
    return SYMBOLS.replace("${table}", BarTables.name(timeframe));
  }
}
