package ai.tickstock.wire.fuzz;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What every refusal's words must be like. */
public final class Reasons {
  private static final int LONGEST = 2_000;

  /** A name, perhaps dotted or with an index, then what is expected or what there is instead. */
  private static final Pattern NAMED =
      Pattern.compile("(?s)[^\n]{1,300}?: .*(expected|no such|not |more than once).*");

  private static final Pattern INTERNAL =
      Pattern.compile("(java|io\\.vertx|com\\.fasterxml|ai\\.tickstock)\\.\\w|Exception\\b");

  private Reasons() {}

  /**
   * Names a place and what is expected there, in so many words, and nothing of our insides but what
   * the input itself says.
   *
   * @throws AssertionError if it does not
   */
  public static void assertUnderstandable(String reason, Object input) {
    if (reason == null
        || reason.length() > LONGEST
        || !NAMED.matcher(reason).matches()
        || tellsOfInsides(reason, String.valueOf(input))) {
      throw new AssertionError("no reason for a person: <" + reason + "> for " + input);
    }
  }

  private static boolean tellsOfInsides(String reason, String input) {
    return INTERNAL
        .matcher(reason)
        .results()
        .map(MatchResult::group)
        .anyMatch(words -> !input.contains(words));
  }
}
