package ai.tickstock.wire.log;

/** What Redis' INFO tells. */
final class Info {
  private Info() {}

  /** The value of a field; "" if it is not there. */
  static String of(String info, String field) {
    int at = info.startsWith(field + ":") ? 0 : info.indexOf("\n" + field + ":") + 1;
    if (at == 0 && !info.startsWith(field + ":")) {
      return "";
    }
    int from = at + field.length() + 1;
    int to = info.indexOf('\r', from);
    return info.substring(from, to < 0 ? info.length() : to).strip();
  }

  /** The value of a field as a number; 0 if it is not there. */
  static long number(String info, String field) {
    String value = of(info, field);
    return value.isEmpty() ? 0 : Long.parseLong(value);
  }
}
