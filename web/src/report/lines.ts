import type {
  IChartApi,
  IPrimitivePaneRenderer,
  IPrimitivePaneView,
  ISeriesApi,
  ISeriesPrimitive,
  Time,
} from 'lightweight-charts';
import { colour } from '../theme';

type Target = Parameters<IPrimitivePaneRenderer['draw']>[0];

/** A line of a trade: from its entry to its exit. */
export interface TradeLine {
  from: Time;
  fromPrice: number;
  to: Time;
  toPrice: number;
  won: boolean;
}

/** Joins the entry of each trade with its exit, over the candles. */
export class TradeLines implements ISeriesPrimitive<Time> {
  private lines: TradeLine[] = [];

  constructor(
    private readonly chart: IChartApi,
    private readonly series: ISeriesApi<'Candlestick'>,
  ) {}

  set(lines: TradeLine[]): void {
    this.lines = lines;
  }

  paneViews(): IPrimitivePaneView[] {
    return [{ zOrder: () => 'top', renderer: () => ({ draw: (target: Target) => this.draw(target) }) }];
  }

  private draw(target: Target): void {
    const scale = this.chart.timeScale();
    const colours = { won: colour('--up'), lost: colour('--down'), ground: colour('--panel') };
    target.useMediaCoordinateSpace(({ context, mediaSize }) => {
      context.lineWidth = 1.5;
      for (const line of this.lines) {
        const x1 = scale.timeToCoordinate(line.from);
        const x2 = scale.timeToCoordinate(line.to);
        const y1 = this.series.priceToCoordinate(line.fromPrice);
        const y2 = this.series.priceToCoordinate(line.toPrice);
        if (x1 === null || x2 === null || y1 === null || y2 === null || x2 < 0 || x1 > mediaSize.width) continue;
        context.strokeStyle = line.won ? colours.won : colours.lost;
        context.setLineDash([4, 3]);
        context.beginPath();
        context.moveTo(x1, y1);
        context.lineTo(x2, y2);
        context.stroke();
        context.setLineDash([]);
        for (const [x, y, filled] of [[x1, y1, false], [x2, y2, true]] as const) {
          context.beginPath();
          context.arc(x, y, 3, 0, 2 * Math.PI);
          context.fillStyle = filled ? context.strokeStyle : colours.ground;
          context.fill();
          context.stroke();
        }
      }
    });
  }
}
