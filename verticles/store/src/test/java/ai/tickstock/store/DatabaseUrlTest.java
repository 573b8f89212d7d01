package ai.tickstock.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {
  @ParameterizedTest
  @CsvSource({
    "postgresql://me:secret@db.example:6543/ticks, db.example, 6543, me, secret, ticks",
    "postgres://me:secret@db.example/ticks, db.example, 5432, me, secret, ticks",
    "postgresql://me@localhost:5432/ticks, localhost, 5432, me, '', ticks",
    "postgresql://me:a%40b%3A%2F+c@localhost/ticks, localhost, 5432, me, a@b:/+c, ticks",
    "postgresql://me:secret@[::1]:5432/ticks, [::1], 5432, me, secret, ticks",
  })
  void aGoodUrlIsTakenApart(
      String url, String host, int port, String user, String password, String database) {
    assertThat(DatabaseUrl.parse(url))
        .isEqualTo(new DatabaseUrl(host, port, user, password, database));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " ",
        "localhost:5432/ticks",
        "mysql://me:hunter2@localhost/ticks",
        "jdbc:postgresql://me:hunter2@localhost/ticks",
        "postgresql://me:hunter2@localhost",
        "postgresql://me:hunter2@localhost/",
        "postgresql://me:hunter2@localhost/a/b",
        "postgresql://:hunter2@localhost/ticks",
        "postgresql://localhost/ticks",
        "postgresql://me:hunter2@localhost:port/ticks",
        "postgresql://me:hunter2@localhost:99999/ticks",
        "postgresql://me:hunter2 with space@localhost/ticks",
        "postgresql://me:hunter2@localhost/ticks?ssl=true",
      })
  void aBadUrlIsRefusedByNameAndWithoutThePassword(String url) {
    assertThatThrownBy(() -> DatabaseUrl.parse(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("postgres.url: expected postgresql://")
        .hasMessageNotContaining("hunter2")
        .hasNoCause();
  }

  @Test
  void itsTextDoesNotShowThePassword() {
    assertThat(DatabaseUrl.parse("postgresql://me:hunter2@localhost/ticks"))
        .hasToString("postgresql://me:***@localhost:5432/ticks");
  }
}
