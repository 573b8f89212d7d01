package ai.tickstock.launcher.path;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Day bars of a random walk, a Doji now and then, as a file to import. */
final class MadeUpDays {
  private MadeUpDays() {}

  /** A file of so many days of each symbol, from the first on, without Saturdays and Sundays. */
  static Path file(Path directory, List<String> symbols, LocalDate first, int days)
      throws IOException {
    StringBuilder file = new StringBuilder("symbol,date,open,high,low,close,volume\n");
    Random random = new Random(11);
    for (String symbol : symbols) {
      double price = 100;
      LocalDate day = first;
      for (int i = 0; i < days; i++) {
        double close = i % 9 == 0 ? price : price * (1 + 0.02 * random.nextGaussian());
        double high = Math.max(price, close) + random.nextDouble();
        double low = Math.min(price, close) - random.nextDouble();
        file.append(
            String.format(
                Locale.ROOT,
                "%s,%s,%.4f,%.4f,%.4f,%.4f,1000%n",
                symbol,
                day,
                price,
                high,
                low,
                close));
        price = close;
        day = day.plusDays(day.getDayOfWeek() == DayOfWeek.FRIDAY ? 3 : 1);
      }
    }
    return Files.writeString(directory.resolve("days.csv"), file);
  }
}
