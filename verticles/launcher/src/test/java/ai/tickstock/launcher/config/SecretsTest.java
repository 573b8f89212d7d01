package ai.tickstock.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretsTest {
  @ParameterizedTest
  @CsvSource({
    "postgresql://me:secret@host:5432/db, postgresql://me:***@host:5432/db",
    "redis://:secret@host:6379, redis://:***@host:6379",
    "redis://host:6379, redis://host:6379",
    "cannot reach postgresql://me:p@ss@host/db today, cannot reach postgresql://me:***@host/db today",
    "http://127.0.0.1:8080, http://127.0.0.1:8080",
  })
  void passwordsOfUrlsAreMasked(String text, String masked) {
    assertThat(Secrets.masked(text)).isEqualTo(masked);
  }
}
