package ai.tickstock.launcher.transfer;

import ai.tickstock.launcher.analyze.BarFile;
import ai.tickstock.launcher.csv.CsvRows;
import ai.tickstock.market.Timeframe;
import ai.tickstock.store.Database;
import ai.tickstock.store.write.BarCommit.RollUp;
import ai.tickstock.store.write.ImportWriter;
import ai.tickstock.store.write.ImportWriter.Place;
import ai.tickstock.store.write.ImportWriter.Source;
import ai.tickstock.store.write.ImportWriter.Stored;
import ai.tickstock.store.write.ImportedBar;
import ai.tickstock.store.write.ImportedSplit;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Brings a file into the database, batch by batch: while one is stored the next is read. Cut short
 * it goes on, the next time, behind what is stored. For one use; blocks.
 */
public final class Import {
  /** Stored in some 100 ms, so that the feed waits no longer for the rows it has to lock. */
  private static final int BATCH = 4096;

  private static final int MOST_SPLITS = 100_000;

  /** How long a database that is away, or busy, is asked again. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private static final Asked<Stored> NOTHING =
      Asked.of(() -> Future.succeededFuture(new Stored(0, 0, 0, 0)));

  /** A question under way, and how to ask it again: a batch that is stored twice is stored once. */
  private record Asked<T>(Supplier<Future<T>> question, Future<T> answer) {
    static <T> Asked<T> of(Supplier<Future<T>> question) {
      return new Asked<>(question, question.get());
    }
  }

  private final ImportWriter writer;
  private final ImportRequest request;
  private final ImportProgress progress;
  private final PrintWriter err;
  private final Problems problems = new Problems();
  private final Set<String> symbols = new HashSet<>();
  private Source source;
  private Asked<Stored> inFlight = NOTHING;
  private Stored sum = new Stored(0, 0, 0, 0);
  private Place begun;

  /** Told how far an import is. */
  public interface ImportProgress {
    /**
     * @param bytes of the file read
     */
    void show(long bytes, long rows);
  }

  /**
   * @param err told the first lines that are no rows
   */
  public Import(
      ImportWriter writer, ImportRequest request, ImportProgress progress, PrintWriter err) {
    this.writer = writer;
    this.request = request;
    this.progress = progress;
    this.err = err;
  }

  /**
   * Imports the file as bars.
   *
   * @throws IOException saying what is wrong with the file, or that the database is away
   */
  public ImportSummary bars() throws IOException, InterruptedException {
    Timeframe timeframe = timeframe();
    String as =
        "bars:" + timeframe.label() + (request.symbol() == null ? "" : ":" + request.symbol());
    source = new Source(digest(as), "bars", timeframe, name());
    if (begin()) {
      return summary(begun.lines());
    }
    if (request.strict()) {
      try (CsvRows rows = open()) {
        check(rows, new BarRows(rows, request.calendar(), timeframe, request.symbol())::bar);
      }
    }
    try (CsvRows rows = open()) {
      return bars(rows, new BarRows(rows, request.calendar(), timeframe, request.symbol()));
    } finally {
      problems.print(err);
    }
  }

  private Timeframe timeframe() throws IOException {
    if (request.timeframe() != null) {
      return request.timeframe();
    }
    try (CsvRows rows = open()) {
      String time = rows.first(BarFile.TIMES);
      return time == null || !rows.next() ? Timeframe.MIN_1 : BarRows.implied(rows.cell(time));
    } catch (IllegalArgumentException tooShort) {
      return Timeframe.MIN_1;
    }
  }

  private ImportSummary bars(CsvRows rows, BarRows bars) throws IOException, InterruptedException {
    skip(rows);
    Map<String, ImportedBar> batch = new LinkedHashMap<>();
    long flushed = rows.count();
    while (rows.next()) {
      try {
        ImportedBar bar = bars.bar();
        batch.put(bar.symbol() + '|' + bar.startMillis(), bar);
      } catch (IllegalArgumentException refused) {
        problems.add(rows.line(), refused.getMessage());
      }
      if (rows.count() - flushed == BATCH) {
        store(rows, batch, false);
        batch = new LinkedHashMap<>();
        flushed = rows.count();
      }
    }
    store(rows, batch, true);
    settle();
    return refuseEmpty(summary(rows.count()));
  }

  private void store(CsvRows rows, Map<String, ImportedBar> batch, boolean complete)
      throws IOException, InterruptedException {
    List<ImportedBar> bars = List.copyOf(batch.values());
    bars.forEach(bar -> symbols.add(bar.symbol()));
    List<RollUp> longer =
        request.rollUps() && source.timeframe() == Timeframe.MIN_1
            ? LongerBars.of(bars, request.calendar())
            : List.of();
    settle();
    Place place = place(rows, complete);
    inFlight = Asked.of(() -> writer.bars(source, bars, longer, request.replace(), place));
    progress.show(rows.bytesRead(), rows.count());
  }

  private Place place(CsvRows rows, boolean complete) {
    long refused = begun.refused() + problems.count();
    return new Place(
        rows.count(),
        refused,
        begun.written() + sum.added() + sum.changed(),
        complete && rows.count() > refused);
  }

  /** Waits for the batch under way. */
  private void settle() throws IOException, InterruptedException {
    Stored stored = await(inFlight);
    inFlight = NOTHING;
    sum =
        new Stored(
            sum.added() + stored.added(),
            sum.changed() + stored.changed(),
            sum.kept() + stored.kept(),
            sum.rolledUp() + stored.rolledUp());
  }

  /**
   * Imports the file as splits, in one transaction.
   *
   * @throws IOException saying what is wrong with the file, or that the database is away
   */
  public ImportSummary splits() throws IOException, InterruptedException {
    source = new Source(digest("splits"), "splits", null, name());
    if (begin()) {
      return summary(begun.lines());
    }
    begun = Place.BEGIN;
    try (CsvRows rows = open()) {
      Map<String, ImportedSplit> splits = splits(rows, new SplitRows(rows));
      if (request.strict()) {
        problems.refuse(name());
      }
      refuseEmpty(summary(rows.count()));
      splits.values().forEach(split -> symbols.add(split.symbol()));
      List<ImportedSplit> all = List.copyOf(splits.values());
      Place place = place(rows, true);
      inFlight = Asked.of(() -> writer.splits(source, all, request.replace(), place));
      settle();
      return summary(rows.count());
    } finally {
      problems.print(err);
    }
  }

  private Map<String, ImportedSplit> splits(CsvRows rows, SplitRows splits) throws IOException {
    Map<String, ImportedSplit> found = new LinkedHashMap<>();
    while (rows.next()) {
      try {
        ImportedSplit split = splits.split();
        found.put(split.symbol() + '|' + split.split().exDate(), split);
      } catch (IllegalArgumentException refused) {
        problems.add(rows.line(), refused.getMessage());
      }
      if (found.size() > MOST_SPLITS) {
        throw new IOException(
            "%s: expected %,d splits at most".formatted(request.file(), MOST_SPLITS));
      }
    }
    return found;
  }

  private CsvRows open() throws IOException {
    return CsvRows.open(request.file());
  }

  private String name() {
    return request.file().getFileName().toString();
  }

  /** Whether there is nothing left to do. */
  private boolean begin() throws IOException, InterruptedException {
    begun = await(Asked.of(() -> writer.begin(source, request.again())));
    return begun.complete();
  }

  private void skip(CsvRows rows) throws IOException {
    while (rows.count() < begun.lines() && rows.next()) {
      if (rows.count() % BATCH == 0) {
        progress.show(rows.bytesRead(), rows.count());
      }
    }
  }

  /** Reads the whole file and writes nothing. */
  private void check(CsvRows rows, Runnable read) throws IOException {
    while (rows.next()) {
      try {
        read.run();
      } catch (IllegalArgumentException refused) {
        problems.add(rows.line(), refused.getMessage());
        problems.refuse(name());
      }
      if (rows.count() % BATCH == 0) {
        progress.show(rows.bytesRead(), rows.count());
      }
    }
  }

  private ImportSummary refuseEmpty(ImportSummary summary) throws IOException {
    if (summary.lines() == summary.refused()) {
      throw new IOException(
          request.file()
              + (summary.lines() == 0
                  ? ": expected rows behind the header, found none"
                  : ": none of its %,d lines can be taken".formatted(summary.lines())));
    }
    return summary;
  }

  private ImportSummary summary(long lines) {
    return new ImportSummary(
        source.timeframe(),
        begun.complete(),
        begun.lines(),
        lines,
        begun.refused() + problems.count(),
        sum.added(),
        sum.changed(),
        sum.kept(),
        sum.rolledUp(),
        symbols.size());
  }

  private static <T> T await(Asked<T> asked) throws IOException, InterruptedException {
    Future<T> answer = asked.answer();
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (true) {
      try {
        return answer.toCompletionStage().toCompletableFuture().get();
      } catch (ExecutionException e) {
        Throwable error = e.getCause();
        if (System.nanoTime() > deadline || !Database.isAway(error) || Database.isRefusal(error)) {
          throw new IOException(
              error.getMessage() + "; what is stored stays, the same command goes on behind it",
              error);
        }
        LockSupport.parkNanos(PAUSE_NANOS);
        answer = asked.question().get();
      }
    }
  }

  /** The file's identity, as what it is imported. */
  private String digest(String as) throws IOException {
    try (InputStream in = Files.newInputStream(request.file())) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[1 << 18];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
      return as + ":" + HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }
}
