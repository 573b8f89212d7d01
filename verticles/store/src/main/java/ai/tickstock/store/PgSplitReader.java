package ai.tickstock.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads splits from PostgreSQL. Thread-safe. */
public final class PgSplitReader implements SplitReader {
  private static final String SOME =
      """
      select symbol, ex_date, ratio from splits where symbol = any($1::text[])
      order by symbol collate "C", ex_date
      """;

  private static final String ALL =
      "select symbol, ex_date, ratio from splits order by symbol collate \"C\", ex_date";

  private final SqlClient pool;

  /** A reader over a migrated database. */
  public PgSplitReader(Database database) {
    this.pool = database.pool();
  }

  @Override
  public Future<Map<String, List<StoredSplit>>> splits(Set<String> symbols) {
    Tuple names = Tuple.tuple().addValue(symbols.toArray(String[]::new));
    return pool.preparedQuery(SOME).execute(names).map(PgSplitReader::bySymbol);
  }

  @Override
  public Future<Map<String, List<StoredSplit>>> all() {
    return pool.preparedQuery(ALL).execute().map(PgSplitReader::bySymbol);
  }

  private static Map<String, List<StoredSplit>> bySymbol(RowSet<Row> rows) {
    Map<String, List<StoredSplit>> found = new TreeMap<>();
    for (Row row : rows) {
      found
          .computeIfAbsent(row.getString(0), symbol -> new ArrayList<>())
          .add(new StoredSplit(row.getLocalDate(1), row.getDouble(2)));
    }
    found.replaceAll((symbol, splits) -> List.copyOf(splits));
    return Collections.unmodifiableMap(found);
  }
}
