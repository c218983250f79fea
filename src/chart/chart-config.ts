import type { ChartData, StatusChange } from '../domain/records/incident-chart.ts';
import { calendarDay, clockTime } from '../domain/text/format-time.ts';

const colors = {
  latency: '#1d6fb8',
  failure: 'rgba(208, 64, 64, 0.5)',
  mark: '#3f4650',
  grid: '#e6e8eb',
} as const;

/** The members of the chart's drawing context and scales that the marks use. */
type Drawn = {
  readonly ctx: {
    save(): void;
    restore(): void;
    beginPath(): void;
    moveTo(x: number, y: number): void;
    lineTo(x: number, y: number): void;
    stroke(): void;
    setLineDash(pattern: number[]): void;
    fillRect(x: number, y: number, width: number, height: number): void;
    fillText(text: string, x: number, y: number): void;
    fillStyle: unknown;
    strokeStyle: unknown;
    textAlign: string;
  };
  readonly width: number;
  readonly height: number;
  readonly chartArea: { readonly top: number; readonly bottom: number; readonly right: number };
  readonly scales: { readonly x: { getPixelForValue(value: number): number } };
};

/** How far apart the labels of the time can be, in minutes, and into how many parts they divide it at most. */
const tickSteps = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1_440];
const ticksMax = 12;

/** Labels at whole minutes, hours, or days (UTC ms): as many of a span as there is room for. */
function wholeTicks(min: number, max: number): { value: number }[] {
  const minutes = (max - min) / 60_000 / ticksMax;
  const step = (tickSteps.find((one) => one >= minutes) ?? Math.ceil(minutes / 1_440) * 1_440) * 60_000;
  const first = Math.ceil(min / step) * step;
  const count = Math.max(0, Math.floor((max - first) / step) + 1);
  return Array.from({ length: count }, (_, i) => ({ value: first + i * step }));
}

/** The Chart.js config of an incident: latency as a line, failures as an area, statuses as marks; UTC. */
export function incidentChart(title: string, { from, points, turns }: ChartData) {
  const times = [from, ...[...points, ...turns].map(({ at }) => at)];
  const min = Math.min(...times);
  const max = Math.max(...times, min + 60_000);
  const moment = (ms: number): string =>
    calendarDay(min) === calendarDay(max) ? clockTime(ms) : `${calendarDay(ms).slice(5)} ${clockTime(ms)}`;
  return {
    type: 'line',
    data: {
      datasets: [
        {
          label: 'API response time (ms)',
          data: points.map(({ at, ms }) => ({ x: at, y: ms })),
          borderColor: colors.latency,
          backgroundColor: colors.latency,
          pointRadius: 3,
          spanGaps: false,
          yAxisID: 'latency',
        },
        {
          label: 'Failed requests (%)',
          data: points.map(({ at, failed }) => ({ x: at, y: failed * 100 })),
          borderColor: colors.failure,
          backgroundColor: colors.failure,
          fill: true,
          stepped: 'before',
          pointRadius: 0,
          yAxisID: 'failures',
        },
      ],
    },
    options: {
      ...look(title),
      scales: {
        x: {
          type: 'linear',
          min,
          max,
          title: { display: true, text: 'UTC' },
          ticks: { callback: (value: number) => moment(value) },
          // Chart.js divides a span evenly, whatever its ends are; a label shows no seconds.
          afterBuildTicks(axis: { ticks: readonly { readonly value: number }[] }) {
            axis.ticks = wholeTicks(min, max);
          },
          grid: { color: colors.grid },
        },
        latency: {
          position: 'left',
          beginAtZero: true,
          title: { display: true, text: 'ms' },
          grid: { color: colors.grid },
        },
        failures: {
          position: 'right',
          min: 0,
          max: 100,
          title: { display: true, text: '% failed' },
          grid: { display: false },
        },
      },
    },
    plugins: [whiteGround, { id: 'marks', afterDatasetsDraw: markTurns(turns) }],
  };
}

/** How every chart looks: a still picture under its title. */
export const look = (title: string) => ({
  animation: false,
  responsive: false,
  devicePixelRatio: 1,
  layout: { padding: 16 },
  plugins: {
    title: { display: true, text: title, font: { size: 19 } },
    legend: { position: 'bottom' },
  },
});

/** A white ground: a PNG without one is unreadable in a dark theme. */
export const whiteGround = {
  id: 'background',
  beforeDraw({ ctx, width, height }: Drawn): void {
    ctx.save();
    ctx.fillStyle = '#ffffff';
    ctx.fillRect(0, 0, width, height);
    ctx.restore();
  },
};

/** A dashed line for each status change; the labels are staggered, so that close ones stay readable. */
const markTurns =
  (turns: readonly StatusChange[]) =>
  ({ ctx, chartArea, scales }: Drawn): void => {
    ctx.save();
    ctx.strokeStyle = colors.mark;
    ctx.fillStyle = colors.mark;
    ctx.setLineDash([5, 4]);
    for (const [index, { at, status }] of turns.entries()) {
      const x = scales.x.getPixelForValue(at);
      ctx.beginPath();
      ctx.moveTo(x, chartArea.top);
      ctx.lineTo(x, chartArea.bottom);
      ctx.stroke();
      const atTheEdge = x > chartArea.right - 140;
      ctx.textAlign = atTheEdge ? 'right' : 'left';
      ctx.fillText(status, atTheEdge ? x - 6 : x + 6, chartArea.top + 18 + (index % 4) * 20);
    }
    ctx.restore();
  };
