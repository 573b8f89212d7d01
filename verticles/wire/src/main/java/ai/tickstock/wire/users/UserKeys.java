package ai.tickstock.wire.users;

import ai.tickstock.wire.Channels;
import java.util.List;
import java.util.regex.Pattern;

/** The keys of one user in Redis, all in one cluster slot, and the checks of what comes in. */
final class UserKeys {
  private static final Pattern USER = Pattern.compile("[A-Za-z0-9._@-]{1,64}");
  private static final Pattern ENTRY = Pattern.compile("\\d{1,15}-\\d{1,15}");
  private static final int MOST_ACKNOWLEDGED = 1_000;

  private UserKeys() {}

  static String messages(String user) {
    if (!USER.matcher(user).matches()) {
      throw new IllegalArgumentException(
          "user: expected 1 to 64 of letters, digits and . _ @ -, was \"" + user + "\"");
    }
    return Channels.userMessages(user);
  }

  static String kept(String user) {
    return companion(user, "kept");
  }

  static String fired(String user) {
    return companion(user, "fired");
  }

  static String marks(String user, String subscriptionId) {
    return companion(user, "marks:" + subscriptionId);
  }

  private static String companion(String user, String what) {
    return "{" + messages(user) + "}:" + what;
  }

  static String checkedEntry(String entry) {
    if (!entry.isEmpty() && !ENTRY.matcher(entry).matches()) {
      throw new IllegalArgumentException(
          "entry: expected one such as 1764000000000-0, was \"" + entry + "\"");
    }
    return entry;
  }

  static List<String> checkedIds(List<String> alertIds) {
    if (alertIds.size() > MOST_ACKNOWLEDGED) {
      throw new IllegalArgumentException(
          "alertIds: expected at most " + MOST_ACKNOWLEDGED + ", were " + alertIds.size());
    }
    return alertIds;
  }
}
