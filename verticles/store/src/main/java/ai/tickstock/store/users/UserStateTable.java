package ai.tickstock.store.users;

import ai.tickstock.store.Database;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;

/**
 * What is kept for users in {@code app.user_state}: preferences and work under way, by kind. Each
 * method fails with the database's error only. Thread-safe.
 */
public final class UserStateTable {
  /** Kinds of a user at most; one more by each request that runs at the same moment. */
  public static final int MOST_OF_A_USER = 50;

  private static final String FIND =
      "select content, version, updated_at from app.user_state where user_id = $1::text and kind = $2::text";

  /** The new version; no row if it is another than expected, or if there are too many. */
  private static final String PUT =
      """
      insert into app.user_state as kept(user_id, kind, content, version)
      select $1::text, $2::text, $3::jsonb, 1
      where exists (select 1 from app.user_state where user_id = $1 and kind = $2)
         or (coalesce($4::bigint, 0) = 0 and (select count(*) from app.user_state where user_id = $1) < $5::int)
      on conflict (user_id, kind) do update
        set content = excluded.content, version = kept.version + 1, updated_at = now()
        where $4 is null or kept.version = $4
      returning version
      """;

  private static final String DELETE =
      """
      delete from app.user_state
      where user_id = $1::text and kind = $2::text and ($3::bigint is null or version = $3)
      """;

  private final Pool pool;

  /** A table of a database in which {@link Database#migrateApp} has run. */
  public UserStateTable(Database database) {
    this.pool = database.pool();
  }

  /** What is kept; null if nothing is. */
  public Future<UserState> find(String user, String kind) {
    return pool.preparedQuery(FIND)
        .execute(Tuple.of(user, kind))
        .map(
            rows -> {
              Row row = first(rows);
              return row == null
                  ? null
                  : new UserState(
                      row.getJsonObject(0), row.getLong(1), row.getOffsetDateTime(2).toInstant());
            });
  }

  /**
   * Keeps something, or replaces what was kept.
   *
   * @param expected the version it must replace, 0 if there must be none; null for whatever there
   *     is
   * @return its new version; null if there is another version than expected, or the user has {@link
   *     #MOST_OF_A_USER} other kinds
   */
  public Future<Long> put(String user, String kind, JsonObject content, Long expected) {
    return pool.preparedQuery(PUT)
        .execute(Tuple.of(user, kind, content, expected, MOST_OF_A_USER))
        .map(
            rows -> {
              Row row = first(rows);
              return row == null ? null : row.getLong(0);
            });
  }

  /**
   * Deletes what is kept.
   *
   * @param expected the version it must have; null for any
   * @return false if there was none of that version
   */
  public Future<Boolean> delete(String user, String kind, Long expected) {
    return pool.preparedQuery(DELETE)
        .execute(Tuple.of(user, kind, expected))
        .map(done -> done.rowCount() > 0);
  }

  private static Row first(RowSet<Row> rows) {
    return rows.size() == 0 ? null : rows.iterator().next();
  }
}
