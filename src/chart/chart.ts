import type { FigureWeek } from '../domain/figures/weeks.ts';
import type { Recorded } from '../domain/incident/events/events.ts';
import { type Incident, markedName } from '../domain/incident/incident.ts';
import { chartData } from '../domain/records/incident-chart.ts';
import { clip } from '../domain/text/text.ts';

/**
 * Renders an incident's chart as a PNG; null if there is too little to draw. The libraries behind it are loaded for
 * the first chart, so startup doesn't wait for them. Throws if they can't draw.
 */
export async function picture(incident: Incident, events: readonly Recorded[]): Promise<Buffer | null> {
  const data = chartData(events, incident.startedAt);
  if (data.points.length < 2) return null;
  const { drawChart } = await import('./draw-chart.ts');
  return drawChart(`${markedName(incident)}: ${clip(incident.title, 80)}`, data);
}

/** Renders weeks as a PNG, loading the libraries as above. Throws if they can't draw. */
export async function weeksPicture(title: string, weeks: readonly FigureWeek[]): Promise<Buffer> {
  const { drawWeeks } = await import('./draw-chart.ts');
  return drawWeeks(title, weeks);
}
