import { createRequire } from 'node:module';
import { createCanvas, GlobalFonts, type SKRSContext2D } from '@napi-rs/canvas';
import type { FigureWeek } from '../domain/figures/weeks.ts';
import type { ChartData } from '../domain/records/incident-chart.ts';
import { incidentChart } from './chart-config.ts';
import { weeksChart } from './weeks-config.ts';

const width = 1_200;
const height = 480;

/** The part of Chart.js that is used here: its own types refer to the browser's, which a server doesn't have. */
type ChartLibrary = {
  readonly Chart: {
    new (surface: SKRSContext2D, configuration: object): { destroy(): void };
    register(...parts: readonly object[]): void;
    readonly defaults: { readonly font: { family: string; size: number } };
  };
  readonly registerables: readonly object[];
};

const require = createRequire(import.meta.url);
const { Chart, registerables }: ChartLibrary = require('chart.js');
Chart.register(...registerables);
// The font comes with the program: a slim container has none. It's one file for each part of the alphabets.
const parts = ['latin', 'latin-ext', 'vietnamese', 'greek', 'greek-ext', 'cyrillic', 'cyrillic-ext'];
for (const part of parts)
  GlobalFonts.registerFromPath(
    require.resolve(`@fontsource/inter/files/inter-${part}-400-normal.woff2`),
    `Course ${part}`,
  );
Chart.defaults.font.family = parts.map((part) => `"Course ${part}"`).join(', ');
Chart.defaults.font.size = 15;

/** What the font has no letters for, such as emoji and Arabic: each would be an empty box. */
const undrawable =
  /[^\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\u0020-\u00ff\u2010-\u2027\u20ac\u2122\u2212]/gu;

/** The part of a title that can be drawn. */
const drawable = (title: string): string =>
  title
    .normalize('NFC')
    .replace(undrawable, ' ')
    .replace(/ +/g, ' ')
    .replace(/[: ]+$/, '');

/**
 * Draws an incident's latency and failures, with its status changes marked, as a PNG. What its font can't draw is left out
 * of the title.
 */
export const drawChart = (title: string, data: ChartData): Buffer =>
  drawn(incidentChart(drawable(title), data));

/** Draws what happened week by week, as a PNG. */
export const drawWeeks = (title: string, weeks: readonly FigureWeek[]): Buffer =>
  drawn(weeksChart(title, weeks));

function drawn(config: object): Buffer {
  const canvas = createCanvas(width, height);
  const chart = new Chart(canvas.getContext('2d'), config);
  const png = canvas.toBuffer('image/png');
  chart.destroy();
  return png;
}
