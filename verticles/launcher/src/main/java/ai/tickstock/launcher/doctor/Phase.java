package ai.tickstock.launcher.doctor;

/** What is looked at, in this order: a phase can work only if those before it do. */
public enum Phase {
  SERVERS("servers and their configuration"),
  TICKS("ticks flow"),
  BARS("bars"),
  JOBS("jobs"),
  DELIVERY("end to end");

  private final String label;

  Phase(String label) {
    this.label = label;
  }

  /** For people. */
  String label() {
    return label;
  }

  /** With its number, but for the servers, which come before all phases. */
  String title() {
    return this == SERVERS ? label : "phase " + ordinal() + ", " + label;
  }
}
