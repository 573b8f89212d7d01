package ai.tickstock.launcher.config;

import java.util.regex.Pattern;

/** Keeps passwords out of what people read. */
public final class Secrets {
  /** Greedy: a password that is not percent-encoded may have an @ itself. */
  private static final Pattern USER_INFO = Pattern.compile("://([^:/@\\s\"]*):[^\\s\"]*@");

  private Secrets() {}

  /** Whether a key's value is never shown. */
  public static boolean isSecret(String key) {
    return key.endsWith("secret") || key.endsWith("password");
  }

  /** The text with the password of each URL in it masked. */
  public static String masked(String text) {
    return USER_INFO.matcher(text).replaceAll("://$1:***@");
  }
}
