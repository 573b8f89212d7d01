package ai.tickstock.store;

import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;

/** What a query gave. */
final class Rows {
  private Rows() {}

  /** All of it, in order; may be changed. */
  static <T> List<T> list(RowSet<T> rows) {
    List<T> list = new ArrayList<>(rows.size());
    rows.forEach(list::add);
    return list;
  }
}
