package ai.tickstock.app.sources;

import java.util.List;

/** Draws which security trades next, by weight, in constant time (Walker's alias method). */
final class Activity {
  private final double[] keep;
  private final int[] alias;

  Activity(List<Instrument> instruments) {
    int count = instruments.size();
    double total = instruments.stream().mapToDouble(Instrument::weight).sum();
    keep = instruments.stream().mapToDouble(one -> one.weight() * count / total).toArray();
    alias = new int[count];
    int[] small = new int[count];
    int[] large = new int[count];
    int smalls = 0;
    int larges = 0;
    for (int i = 0; i < count; i++) {
      alias[i] = i;
      if (keep[i] < 1) {
        small[smalls++] = i;
      } else {
        large[larges++] = i;
      }
    }
    while (smalls > 0 && larges > 0) {
      int poor = small[--smalls];
      int rich = large[larges - 1];
      alias[poor] = rich;
      keep[rich] -= 1 - keep[poor];
      if (keep[rich] < 1) {
        small[smalls++] = rich;
        larges--;
      }
    }
  }

  int draw(Dice dice) {
    double place = dice.even() * keep.length;
    int slot = (int) place;
    return place - slot < keep[slot] || alias[slot] == slot ? slot : alias[slot];
  }
}
