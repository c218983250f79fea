import type { FigureWeek } from '../domain/figures/weeks.ts';
import { calendarDay } from '../domain/text/format-time.ts';
import { look, whiteGround } from './chart-config.ts';

const colors = {
  intercom: '#d04040',
  ours: '#1d6fb8',
  unknown: '#9aa2ad',
  minutes: '#3f4650',
  grid: '#e6e8eb',
} as const;
const labels = { intercom: "Intercom's", ours: 'Ours', unknown: 'Not known' } as const;
const owners = ['intercom', 'ours', 'unknown'] as const;

/** The Chart.js config of weeks: incidents by whose problem they were as bars, minutes of Intercom's outages as a line; UTC. */
export const weeksChart = (title: string, weeks: readonly FigureWeek[]): object => ({
  type: 'bar',
  data: {
    labels: weeks.map(({ from }) => calendarDay(from).slice(5)),
    datasets: [
      {
        type: 'line',
        label: "Minutes of Intercom's outages",
        data: weeks.map(({ intercomMinutes }) => intercomMinutes),
        borderColor: colors.minutes,
        backgroundColor: colors.minutes,
        pointRadius: 3,
        yAxisID: 'minutes',
      },
      ...owners.map((owner) => ({
        label: `${labels[owner]} (incidents)`,
        data: weeks.map(({ incidents }) => incidents[owner]),
        backgroundColor: colors[owner],
        stack: 'incidents',
        yAxisID: 'incidents',
      })),
    ],
  },
  options: {
    ...look(title),
    scales: {
      x: {
        stacked: true,
        title: { display: true, text: 'Weeks, by their Monday (UTC)' },
        ticks: { maxTicksLimit: 16 },
        grid: { display: false },
      },
      incidents: {
        stacked: true,
        position: 'left',
        beginAtZero: true,
        suggestedMax: 3,
        ticks: { precision: 0 },
        title: { display: true, text: 'incidents' },
        grid: { color: colors.grid },
      },
      minutes: {
        position: 'right',
        beginAtZero: true,
        suggestedMax: 10,
        ticks: { precision: 0 },
        title: { display: true, text: 'min' },
        grid: { display: false },
      },
    },
  },
  plugins: [whiteGround],
});
