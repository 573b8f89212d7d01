package ai.tickstock.pl.analysis;

import ai.tickstock.market.Bar;
import ai.tickstock.market.Timeframe;
import ai.tickstock.store.BarChange;
import ai.tickstock.store.BarReader;
import ai.tickstock.store.write.AnalysisWriter;
import io.vertx.core.Vertx;
import java.util.Collection;
import java.util.List;

/** Where bars, changes, cursors and rows are: in memory or in a real database. */
public interface World extends AutoCloseable {
  /** On whose event loops it answers. */
  Vertx vertx();

  /** Reads what is stored. */
  BarReader reader();

  /** Writes what stages leave. */
  AnalysisWriter writer();

  /** Stores bars as they are from now on, and numbers the changes; blocks. */
  List<BarChange> commit(Collection<Bar> bars);

  /** The bars of a series as they are now; blocks. */
  List<Bar> bars(String symbol, Timeframe timeframe);

  /** Whether a stage has stored everything; blocks. */
  boolean isDone(String stage);

  /** Stops what was deployed on its Vert.x first. */
  @Override
  void close();
}
