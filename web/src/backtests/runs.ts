import { isUnderWay, type Run, type RunUpdate } from './types';

/** The backtests that are known, newest first: what was listed, and what was heard of since. */
export class Runs {
  private readonly runs = new Map<string, Run>();

  /** Takes one that the server told of. Answers may come late: what has ended does not go on. */
  take(run: Run): void {
    const before = this.runs.get(run.job_id);
    if (before && !isUnderWay(before.status) && isUnderWay(run.status)) return;
    this.runs.set(run.job_id, { ...before, ...run });
  }

  one(id: string): Run | undefined {
    return this.runs.get(id);
  }

  list(): Run[] {
    return [...this.runs.values()].sort((a, b) => b.created_at - a.created_at || b.job_id.localeCompare(a.job_id));
  }

  /** Whether anything is still to come. */
  get isBusy(): boolean {
    return this.list().some((run) => isUnderWay(run.status));
  }

  /**
   * What a message changes: the run as it is now. Null if it changes nothing; undefined if the run is not known and
   * has to be asked for. Messages may come late as well.
   */
  update(message: RunUpdate): Run | null | undefined {
    const before = this.runs.get(message.job_id);
    if (!before) return undefined;
    if (message.event_type === 'backtest_progress') {
      if (!isUnderWay(before.status)) return null;
      const { percent, current_date, symbols_done, symbols_total, equity, eta_seconds } = message;
      const progress = { percent, current_date, symbols_done, symbols_total, equity, eta_seconds } as Run['progress'];
      const status = before.status === 'cancelling' ? 'cancelling' : 'running';
      const after: Run = { ...before, status, progress: progress ?? null };
      this.runs.set(message.job_id, after);
      return after;
    }
    const { status, metrics, error, timestamp } = message;
    const after: Run = { ...before, status, finished_at: before.finished_at ?? timestamp, error: error ?? null };
    if (metrics) after.metrics = metrics;
    this.runs.set(message.job_id, after);
    return after;
  }
}
