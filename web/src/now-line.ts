import { LineStyle, type IPriceLine, type ISeriesApi } from 'lightweight-charts';

const COLOUR = '#5b8def';

/** The last trade's price, as a line across a chart. */
export class NowLine {
  private line: IPriceLine | null = null;

  constructor(private readonly series: ISeriesApi<'Candlestick'>) {}

  /** Shows it there, or not at all. */
  show(price: number | null): void {
    if (price === null) {
      if (this.line) this.series.removePriceLine(this.line);
      this.line = null;
    } else if (this.line) {
      this.line.applyOptions({ price });
    } else {
      this.line = this.series.createPriceLine({
        price,
        title: 'now',
        lineStyle: LineStyle.Dotted,
        lineWidth: 1,
        color: COLOUR,
        axisLabelVisible: true,
      });
    }
  }
}
