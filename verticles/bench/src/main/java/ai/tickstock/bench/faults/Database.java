package ai.tickstock.bench.faults;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * An outsider's look into a database that may be away. One connection, made anew after a failure,
 * so that looking costs those looked at as little as can be. Thread-safe.
 */
final class Database implements AutoCloseable {
  private final String url;
  private final String user;
  private Connection connection;

  /**
   * @param url as processes are given it
   */
  Database(String url) {
    URI uri = URI.create(url);
    this.url =
        "jdbc:postgresql://"
            + uri.getHost()
            + ":"
            + uri.getPort()
            + uri.getPath()
            + "?loginTimeout=5&socketTimeout=20&connectTimeout=5";
    user = uri.getUserInfo().split(":", 2)[0];
  }

  /** The rows a query gives, each cell as text. */
  synchronized List<String[]> rows(String sql) throws SQLException {
    if (connection == null) {
      connection = DriverManager.getConnection(url, user, user);
    }
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String[]> found = new ArrayList<>();
      while (rows.next()) {
        String[] cells = new String[rows.getMetaData().getColumnCount()];
        for (int i = 0; i < cells.length; i++) {
          cells[i] = rows.getString(i + 1);
        }
        found.add(cells);
      }
      return found;
    } catch (SQLException e) {
      close();
      throw e;
    }
  }

  /** The first cell of the first row as a number; 0 if there is none. */
  long number(String sql) throws SQLException {
    List<String[]> rows = rows(sql);
    return rows.isEmpty() || rows.get(0)[0] == null ? 0 : Long.parseLong(rows.get(0)[0]);
  }

  @Override
  public synchronized void close() {
    Connection old = connection;
    connection = null;
    try {
      if (old != null) {
        old.close();
      }
    } catch (SQLException e) {
      // It was of no use any more.
    }
  }
}
