import type { ISeriesMarkersPluginApi, SeriesMarkerShape, Time, UTCTimestamp } from 'lightweight-charts';
import { type Mark, marks, named, spoken } from './patterns';
import { colour } from './theme';
import type { Bar, PatternEvent } from './types';

const NAMES_APART = 12;

const LOOKS: Record<string, { shape: SeriesMarkerShape; color: string; size: number }> = {
  bullish: { shape: 'arrowUp', color: '--up', size: 1 },
  bearish: { shape: 'arrowDown', color: '--down', size: 1 },
};
const NEITHER = { shape: 'circle' as SeriesMarkerShape, color: '--mark', size: 0.6 };

/** Marks the patterns on their bars, by name where there is room; gives how many marks there are. */
export function drawMarks(
  marker: ISeriesMarkersPluginApi<Time>,
  events: PatternEvent[],
  bars: Bar[],
): number {
  const found = marks(events);
  const places = new Map(bars.map((bar, index) => [bar.time, index]));
  const room = named(found, (time) => places.get(time) ?? 0, NAMES_APART);
  marker.setMarkers(
    found.map((mark) => {
      const look = LOOKS[mark.direction] ?? NEITHER;
      return {
        time: mark.time as UTCTimestamp,
        position: mark.above ? ('aboveBar' as const) : ('belowBar' as const),
        shape: look.shape,
        size: look.size,
        color: colour(look.color),
        text: room.has(mark) ? words(mark) : '',
      };
    }),
  );
  return found.length;
}

function words(mark: Mark): string {
  const more = mark.names.length - 1;
  return spoken(mark.names[0] ?? '') + (more > 0 ? ` +${more}` : '');
}
