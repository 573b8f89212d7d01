package ai.tickstock.app.delivery;

import ai.tickstock.app.api.Query;
import ai.tickstock.app.api.Refusal;
import ai.tickstock.store.users.AlertHistory.Before;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/** Where a page of the history begins, as a client hands it back. */
final class Pages {
  private Pages() {}

  /** A word for the place behind an alert. */
  static String behind(Before place) {
    Instant at = place.firedAt();
    String text = at.getEpochSecond() + "." + at.getNano() + " " + place.alertId();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The place of such a word, or of Unix seconds; the newest if there is none.
   *
   * @throws Refusal if it is neither
   */
  static Before before(String word) {
    if (word == null) {
      return Before.NOTHING;
    }
    if (word.matches("\\d{1,11}(\\.\\d{1,9})?")) {
      long millis = new BigDecimal(word).movePointRight(3).longValue();
      return new Before(Instant.ofEpochMilli(millis), "");
    }
    try {
      String text = new String(Base64.getUrlDecoder().decode(word), StandardCharsets.UTF_8);
      String[] parts = text.split("[. ]", 3);
      return new Before(
          Instant.ofEpochSecond(Long.parseLong(parts[0]), Long.parseLong(parts[1])), parts[2]);
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      throw Refusal.bad(
          "before: expected Unix seconds, or next of the page before, was \""
              + Query.cut(word)
              + "\"");
    }
  }
}
