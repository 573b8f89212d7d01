package ai.tickstock.store.users;

import ai.tickstock.store.Database;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** The history in {@code app.alert_history}. */
public final class PgAlertHistory implements AlertHistory {
  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

  private static final String RECORD =
      """
      with kept as (
        insert into app.alert_history(alert_id, user_id, subscription_id, fired_at, message, for_browser, state)
        select id, user_id, subscription_id, fired_at, message::jsonb, for_browser, state
        from unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::text[], $6::bool[], $7::text[])
          as a(id, user_id, subscription_id, fired_at, message, for_browser, state)
        on conflict (alert_id) do nothing)
      insert into app.alert_deliveries(alert_id, channel, user_id, kind, host, target, state)
      select id, channel, user_id, kind, host, target::jsonb, 'waiting'
      from unnest($8::text[], $9::int[], $10::text[], $11::text[], $12::text[], $13::text[])
        as d(id, channel, user_id, kind, host, target)
      on conflict (alert_id, channel) do nothing
      """;

  private static final String DELIVERED =
      """
      update app.alert_history set state = 'delivered', changed_at = now()
      where alert_id = any($1::text[]) and state in ('pending', 'failed')
      """;

  private static final String ACKNOWLEDGE =
      """
      with seen as (
        update app.alert_history set state = 'acknowledged', changed_at = now()
        where user_id = $1::text and alert_id = any($2::text[]) and state not in ('acknowledged', 'muted'))
      select alert_id from app.alert_history where user_id = $1 and alert_id = any($2)
      """;

  private static final String PAST =
      """
      select h.alert_id, h.subscription_id, h.fired_at, h.state, h.changed_at, h.message,
        (select jsonb_agg(jsonb_strip_nulls(jsonb_build_object('channel', d.kind, 'host', d.host, 'state', d.state,
            'attempts', d.attempts, 'error', d.last_error)) order by d.channel)
         from app.alert_deliveries d where d.alert_id = h.alert_id)
      from app.alert_history h
      where h.user_id = $1::text and (cardinality($2::text[]) = 0 or h.state = any($2))
        and (h.fired_at, h.alert_id) < ($3::timestamptz, $4::text) ${of}
      order by h.fired_at desc, h.alert_id desc limit $5::int
      """;

  private static final String OF_ALL = PAST.replace("${of}", "");
  private static final String OF_ONE = PAST.replace("${of}", "and h.subscription_id = $6::text");

  private static final String PRUNE =
      """
      delete from app.alert_history where alert_id in (
        select h.alert_id from app.alert_history h where h.fired_at < $1::timestamptz
          and not exists (select 1 from app.alert_deliveries d where d.alert_id = h.alert_id and d.state = 'waiting')
        order by h.fired_at limit $2::int)
      """;

  private final Pool pool;

  /** A history in a database in which {@link Database#migrateApp} has run. */
  public PgAlertHistory(Database database) {
    this.pool = database.pool();
  }

  @Override
  public Future<Void> record(List<AlertRecord> given) {
    // In one order, whoever writes them: two that write the same wait for each other, no more.
    List<AlertRecord> alerts =
        given.stream().sorted(Comparator.comparing(AlertRecord::alertId)).toList();
    Tuple columns = Tuple.tuple();
    columns.addValue(texts(alerts, AlertRecord::alertId));
    columns.addValue(texts(alerts, AlertRecord::userId));
    columns.addValue(texts(alerts, AlertRecord::subscriptionId));
    columns.addValue(
        alerts.stream().map(alert -> utc(alert.firedAt())).toArray(OffsetDateTime[]::new));
    columns.addValue(texts(alerts, alert -> storable(alert.message())));
    columns.addValue(alerts.stream().map(AlertRecord::forBrowser).toArray(Boolean[]::new));
    columns.addValue(texts(alerts, alert -> alert.muted() ? "muted" : "pending"));
    List<Sent> sendings = alerts.stream().flatMap(PgAlertHistory::sendings).toList();
    columns.addValue(texts(sendings, sent -> sent.of().alertId()));
    columns.addValue(sendings.stream().map(sent -> sent.by().channel()).toArray(Integer[]::new));
    columns.addValue(texts(sendings, sent -> sent.of().userId()));
    columns.addValue(texts(sendings, sent -> sent.by().kind()));
    columns.addValue(texts(sendings, sent -> sent.by().host()));
    columns.addValue(texts(sendings, sent -> sent.by().target()));
    return pool.preparedQuery(RECORD).execute(columns).mapEmpty();
  }

  /** A jsonb takes every character but one. */
  private static String storable(String json) {
    return json.replace("\\u0000", "\\ufffd");
  }

  private record Sent(AlertRecord of, AlertRecord.Sending by) {}

  private static Stream<Sent> sendings(AlertRecord alert) {
    return alert.sendings().stream().map(by -> new Sent(alert, by));
  }

  private static <T> String[] texts(List<T> all, Function<T, String> text) {
    return all.stream().map(text).toArray(String[]::new);
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  @Override
  public Future<Void> delivered(Collection<String> alertIds) {
    return pool.preparedQuery(DELIVERED)
        .execute(Tuple.tuple().addValue(alertIds.toArray(String[]::new)))
        .mapEmpty();
  }

  @Override
  public Future<List<String>> acknowledge(String user, Collection<String> alertIds) {
    return pool.preparedQuery(ACKNOWLEDGE)
        .execute(Tuple.of(user).addValue(alertIds.toArray(String[]::new)))
        .map(
            rows -> {
              List<String> own = new ArrayList<>();
              rows.forEach(row -> own.add(row.getString(0)));
              return own;
            });
  }

  @Override
  public Future<List<Past>> past(
      String user, Set<String> states, String subscriptionId, Before before, int limit) {
    Tuple query =
        Tuple.of(user)
            .addValue(states.toArray(String[]::new))
            .addValue(utc(before.firedAt() == null ? LATEST : before.firedAt()))
            .addValue(before.alertId())
            .addValue(limit);
    return (subscriptionId == null
            ? pool.preparedQuery(OF_ALL).execute(query)
            : pool.preparedQuery(OF_ONE).execute(query.addValue(subscriptionId)))
        .map(
            rows -> {
              List<Past> past = new ArrayList<>(rows.size());
              rows.forEach(row -> past.add(past(row)));
              return past;
            });
  }

  private static Past past(Row row) {
    JsonArray deliveries = row.getJsonArray(6);
    return new Past(
        row.getString(0),
        row.getString(1),
        row.getOffsetDateTime(2).toInstant(),
        row.getString(3),
        row.getOffsetDateTime(4).toInstant(),
        row.getJsonObject(5),
        deliveries == null ? List.of() : deliveries.stream().map(JsonObject.class::cast).toList());
  }

  @Override
  public Future<Integer> prune(Instant before, int most) {
    return pool.preparedQuery(PRUNE)
        .execute(Tuple.of(utc(before), most))
        .map(done -> done.rowCount());
  }
}
