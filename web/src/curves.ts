/** An equity curve said in other ways. Values are one a day of trading, oldest first; returns are fractions. */

const HALF_A_DAY = 43_200;

/** `2024-06-03` of a day's start, Unix seconds: its noon is on the same date in UTC, whatever the market's zone. */
export function dateOf(dayStart: number): string {
  return new Date((dayStart + HALF_A_DAY) * 1000).toISOString().slice(0, 10);
}

/** How far each value is below the highest so far, 0 or negative; before the first there was `initial`. */
export function drawdown(values: number[], initial = values[0] ?? 0): number[] {
  let peak = initial;
  return values.map((value) => {
    peak = Math.max(peak, value);
    return peak > 0 ? value / peak - 1 : 0;
  });
}

export interface YearOfReturns {
  year: number;
  /** January first; null for a month without a day. */
  months: (number | null)[];
  total: number;
}

/** What each month and year earned, oldest first; the first month starts from `initial`. */
export function monthlyReturns(time: number[], values: number[], initial = values[0] ?? 0): YearOfReturns[] {
  const years: YearOfReturns[] = [];
  let monthFrom = initial;
  let yearFrom = initial;
  let before = initial;
  let month = -1;
  values.forEach((value, day) => {
    const date = dateOf(time[day] ?? 0);
    const year = Number(date.slice(0, 4));
    const now = Number(date.slice(5, 7)) - 1;
    if (years.at(-1)?.year !== year) {
      years.push({ year, months: Array(12).fill(null), total: 0 });
      yearFrom = before;
      month = -1;
    }
    if (now !== month) {
      month = now;
      monthFrom = before;
    }
    const last = years.at(-1)!;
    last.months[now] = value / monthFrom - 1;
    last.total = value / yearFrom - 1;
    before = value;
  });
  return years;
}
