package ai.tickstock.launcher.doctor;

import ai.tickstock.launcher.config.Secrets;

/**
 * Where a running mesh is. The URLs may bear passwords.
 *
 * @param pageUrl where App answers HTTP; empty if that is not known
 * @param token signed with App's own key
 */
public record Access(String redisUrl, String postgresUrl, String pageUrl, String token) {
  @Override
  public String toString() {
    return Secrets.masked(redisUrl + " " + postgresUrl + " " + pageUrl);
  }
}
