package ai.tickstock.launcher;

import java.util.Locale;

/** Which halves a process runs. */
enum Role {
  ALL,
  APP,
  PL;

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean runsApp() {
    return this != PL;
  }

  boolean runsPl() {
    return this != APP;
  }

  int halves() {
    return this == ALL ? 2 : 1;
  }
}
