package ai.tickstock.store.users;

import ai.tickstock.store.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Universes in {@code app.universes}: a user's own and the shared ones. Each method fails with the
 * database's error only. Thread-safe.
 */
public final class UniverseTable {
  /** The owner of what all may use; no token can name such a user. */
  public static final String SHARED = "*";

  /** A user's own at most; one more by each request that runs at the same moment. */
  public static final int MOST_OF_A_USER = 200;

  private static final String VERSIONS =
      """
      select user_id, name, version from app.universes
      where user_id in ($1::text, '*') and name = any($2::text[])
      """;

  private static final String FIND =
      """
      select user_id, name, symbols, description, version, updated_at from app.universes
      where user_id in ($1::text, '*') and name = any($2::text[])
      """;

  private static final String LIST =
      """
      select user_id, name, cardinality(symbols), description, version, updated_at from app.universes
      where user_id in ($1::text, '*') order by name collate "C", user_id desc
      """;

  /** As many rows as it changed: none if the user has too many. */
  private static final String PUT =
      """
      insert into app.universes(user_id, name, symbols, description, version)
      select $1::text, $2::text, $3::text[], $4::text, nextval('app.universe_versions')
      where exists (select 1 from app.universes where user_id = $1 and name = $2)
         or (select count(*) from app.universes where user_id = $1) < $5::int
      on conflict (user_id, name) do update set symbols = excluded.symbols,
        description = excluded.description, version = excluded.version, updated_at = now()
      returning version
      """;

  private static final String DELETE =
      "delete from app.universes where user_id = $1::text and name = $2::text";

  private static final String SHARE =
      """
      insert into app.universes(user_id, name, symbols, description, version)
      values ('*', $1::text, $2::text[], $3::text, nextval('app.universe_versions'))
      on conflict (user_id, name) do update set symbols = excluded.symbols,
        description = excluded.description, version = excluded.version, updated_at = now()
      where (universes.symbols, universes.description) is distinct from (excluded.symbols, excluded.description)
      """;

  private static final String UNSHARE =
      "delete from app.universes where user_id = '*' and name <> all($1::text[])";

  private final Pool pool;

  /** Whose a universe is, and what it is called. */
  public record Key(String owner, String name) {}

  /** A universe without its symbols. */
  public record Listed(
      String owner,
      String name,
      int symbols,
      String description,
      long version,
      Instant updatedAt) {}

  /** A table of a database in which {@link Database#migrateApp} has run. */
  public UniverseTable(Database database) {
    this.pool = database.pool();
  }

  /** The versions of what these names mean to a user, own and shared. */
  public Future<Map<Key, Long>> versions(String user, Collection<String> names) {
    Map<Key, Long> found = new HashMap<>();
    return pool.preparedQuery(VERSIONS)
        .execute(Tuple.of(user).addValue(names.toArray(String[]::new)))
        .map(
            rows -> {
              rows.forEach(row -> found.put(key(row), row.getLong(2)));
              return found;
            });
  }

  /** What these names mean to a user, own and shared. */
  public Future<List<Universe>> find(String user, Collection<String> names) {
    return pool.preparedQuery(FIND)
        .execute(Tuple.of(user).addValue(names.toArray(String[]::new)))
        .map(rows -> list(rows, UniverseTable::universe));
  }

  /** What a user may use, by name, his own before the shared one of the same name. */
  public Future<List<Listed>> list(String user) {
    return pool.preparedQuery(LIST)
        .execute(Tuple.of(user))
        .map(rows -> list(rows, UniverseTable::listed));
  }

  /**
   * Makes a user's own universe, or replaces it.
   *
   * @return its new version; null if he has {@link #MOST_OF_A_USER} others
   */
  public Future<Long> put(String user, String name, List<String> symbols, String description) {
    return pool.preparedQuery(PUT)
        .execute(Tuple.of(user, name, symbols.toArray(String[]::new), description, MOST_OF_A_USER))
        .map(rows -> rows.size() == 0 ? null : rows.iterator().next().getLong(0));
  }

  /** Deletes a user's own universe; false if there was none. */
  public Future<Boolean> delete(String user, String name) {
    return pool.preparedQuery(DELETE)
        .execute(Tuple.of(user, name))
        .map(done -> done.rowCount() > 0);
  }

  /**
   * Makes these, and only these, the shared ones; what is as it was keeps its version. In one step.
   *
   * @param symbols by name
   * @param descriptions by name
   */
  public Future<Void> share(Map<String, List<String>> symbols, Map<String, String> descriptions) {
    return pool.withTransaction(
            connection ->
                shareEach(connection, symbols, descriptions)
                    .compose(
                        in ->
                            connection
                                .preparedQuery(UNSHARE)
                                .execute(
                                    Tuple.tuple()
                                        .addValue(symbols.keySet().toArray(String[]::new)))))
        .mapEmpty();
  }

  private static Future<Void> shareEach(
      SqlClient connection, Map<String, List<String>> symbols, Map<String, String> descriptions) {
    List<Tuple> rows = new ArrayList<>();
    symbols.forEach(
        (name, of) ->
            rows.add(
                Tuple.of(name, of.toArray(String[]::new), descriptions.getOrDefault(name, ""))));
    return rows.isEmpty()
        ? Future.succeededFuture()
        : connection.preparedQuery(SHARE).executeBatch(rows).mapEmpty();
  }

  private static Key key(Row row) {
    return new Key(row.getString(0), row.getString(1));
  }

  private static Universe universe(Row row) {
    return new Universe(
        row.getString(0),
        row.getString(1),
        List.of(row.getArrayOfStrings(2)),
        row.getString(3),
        row.getLong(4),
        row.getOffsetDateTime(5).toInstant());
  }

  private static Listed listed(Row row) {
    return new Listed(
        row.getString(0),
        row.getString(1),
        row.getInteger(2),
        row.getString(3),
        row.getLong(4),
        row.getOffsetDateTime(5).toInstant());
  }

  private static <T> List<T> list(RowSet<Row> rows, Function<Row, T> mapping) {
    List<T> all = new ArrayList<>(rows.size());
    rows.forEach(row -> all.add(mapping.apply(row)));
    return all;
  }
}
