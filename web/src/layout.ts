import type { IChartApi } from 'lightweight-charts';
import { work } from './settings';

/** How wide candles are, and how much of the height each pane has. */
interface Layout {
  bar_spacing?: number;
  panes?: number[];
}

const NARROWEST = 0.5;
const WIDEST = 100;

/** Keeps how a chart is laid out, so that another browser shows it the same way. */
export class ChartLayout {
  private readonly kept = work<Layout>('chart_layout');
  private readonly layout: Layout = {};
  private isReady = false;

  constructor(
    private readonly chart: IChartApi,
    box: HTMLElement,
  ) {
    // By hand only: a chart of few bars is wider by itself.
    for (const way of ['wheel', 'pointerup', 'touchend']) {
      box.addEventListener(way, () => requestAnimationFrame(() => this.look()), { passive: true });
    }
  }

  /** Lays the chart out as it was kept. */
  async restore(): Promise<void> {
    const kept = await this.kept.load();
    Object.assign(this.layout, kept);
    this.apply();
    this.isReady = true;
  }

  /** Width of a candle in pixels, if one is kept. */
  get spacing(): number | null {
    const { bar_spacing: spacing } = this.layout;
    return typeof spacing === 'number' && spacing >= NARROWEST && spacing <= WIDEST ? spacing : null;
  }

  /** After panes have come or gone. */
  apply(): void {
    const panes = this.chart.panes();
    const { panes: parts } = this.layout;
    if (Array.isArray(parts) && parts.length === panes.length && parts.every((part) => part > 0)) {
      panes.forEach((pane, index) => pane.setStretchFactor(parts[index]!));
    }
  }

  private look(): void {
    if (!this.isReady) return;
    const spacing = Math.round(this.chart.timeScale().options().barSpacing * 100) / 100;
    const panes = this.chart.panes().map((pane) => Math.round(pane.getStretchFactor() * 1000) / 1000);
    if (spacing === this.layout.bar_spacing && (panes.length === 1 || panes.join() === this.layout.panes?.join())) return;
    this.layout.bar_spacing = spacing;
    if (panes.length > 1) this.layout.panes = panes;
    this.kept.save({ ...this.layout });
  }
}
