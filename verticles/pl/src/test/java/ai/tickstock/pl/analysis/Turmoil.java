package ai.tickstock.pl.analysis;

import ai.tickstock.market.Bar;
import ai.tickstock.store.BarChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Drives a stage through everything that may happen to it: random bars, amendments and late
 * closings in random commits, pushes that are lost, a store that fails, stages that are replaced at
 * any moment.
 */
public final class Turmoil {
  private static final String[] SYMBOLS = {"AAPL", "ES", "BTC-USD"};

  private Turmoil() {}

  /** The symbols it deals in. */
  public static String[] symbols() {
    return SYMBOLS.clone();
  }

  /** Runs some minutes of it, then lets the stage come to rest. */
  public static void run(StageRun run, long seed, int minutes) {
    Random random = new Random(seed);
    RandomMarket market = new RandomMarket(seed, SYMBOLS);
    run.start();
    for (int minute = 0; minute < minutes; minute++) {
      List<Bar> bars = new ArrayList<>(market.next());
      if (random.nextInt(5) == 0) {
        int deep = random.nextInt(8) == 0 ? minutes : 15;
        bars.add(market.revise(deep));
      }
      List<BarChange> changes = bars.isEmpty() ? List.of() : run.world.commit(bars);
      if (random.nextInt(8) > 0) {
        run.push(changes);
      }
      disturb(random, run);
    }
    run.faults.failCommits(0);
    run.push(run.world.commit(new RandomMarket(seed, SYMBOLS).last()));
    run.awaitDone();
  }

  private static void disturb(Random random, StageRun run) {
    switch (random.nextInt(60)) {
      case 0, 1 -> run.start(); // another one takes over, wherever the first is
      case 2, 3 -> run.faults.failCommits(1 + random.nextInt(2));
      case 4 -> run.faults.failCalls(1);
      case 5, 6, 7, 8 -> run.awaitDone(50);
      default -> {}
    }
  }
}
