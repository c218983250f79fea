import { describe, expect, it } from 'vitest';
import { apiLabels } from '../../../packages/intercom-sandbox/api-labels.ts';
import { grouped } from '../../../packages/slack-sandbox/page/panel/grouped.ts';
import { requestCount } from '../../../packages/slack-sandbox/page/panel/request-count.ts';
import { spanText, timesIn } from '../../../packages/slack-sandbox/page/panel/times.ts';
import { remarkOn } from '../../../packages/slack-sandbox/page/panel/use-action.ts';
import type { Switch } from '../../../packages/slack-sandbox/server/screen.ts';

const choice = (name: string, label: string) => ({ name, label, about: '' });

describe('Times in the Simulation panel', () => {
  it("are shown in the reader's zone", () => {
    const at = Date.UTC(2026, 2, 6, 23, 4, 5, 60);
    expect(timesIn('UTC').clock(at)).toBe('Fri 6 Mar, 23:04:05');
    expect(timesIn('Asia/Kolkata').clock(at)).toBe('Sat 7 Mar, 04:34:05');
    expect(timesIn('America/New_York').time(at)).toBe('18:04:05.060');
  });

  it.each([
    [0, '0 s'],
    [999, '0 s'],
    [61_500, '1 min 1 s'],
    [7_200_000, '2 h'],
    [86_400_000 + 3 * 3_600_000 + 60_000, '1 day 3 h'],
    [-2 * 86_400_000, '2 days'],
  ])('show a span of %d ms in its two largest units', (ms, text) => {
    expect(spanText(ms)).toBe(text);
  });
});

describe('The states that the Simulation panel offers', () => {
  const labels = (choices: readonly Switch['choices'][number][]) =>
    grouped(choices).map((group) => [group.heading, ...group.choices.map(({ label }) => label)]);

  it('are grouped by how their labels begin, with the healthy state on its own', () => {
    expect(
      labels([
        choice('ok', 'Healthy'),
        choice('down', '503 to everything'),
        choice('slow', 'Slow'),
        choice('limited', '429 with quota left'),
        choice('revoked', '401: token revoked'),
        choice('scope', '403: scope missing'),
        choice('search', 'Only search: 503'),
      ]),
    ).toEqual([
      [null, 'Healthy'],
      ['Fails', '503 to everything'],
      ['Network', 'Slow'],
      ['Limits', '429 with quota left'],
      ['Refuses', '401: token revoked', '403: scope missing'],
      ['Only search', 'Only search: 503'],
    ]);
  });

  it("are one list if grouping wouldn't divide them", () => {
    expect(labels([choice('ok', 'Healthy'), choice('gone', '404'), choice('slow', 'Slow')])).toEqual([
      [null, 'Healthy', '404', 'Slow'],
    ]);
  });

  it("have all states of Intercom's API under one heading", () => {
    const offered = Object.entries(apiLabels).map(([name, [label]]) => choice(name, label));
    const groups = grouped(offered);
    expect(groups.map(({ heading }) => heading)).toEqual([
      null,
      'Fails',
      'Network',
      'Limits',
      'Refuses',
      'Only search',
    ]);
    expect(groups.flatMap(({ choices }) => choices)).toHaveLength(offered.length);
  });
});

describe('The number of requests in the Simulation panel', () => {
  it.each(['', '0', '1001', '2.5', '-1', '1e2'])('cannot be "%s"', (typed) => {
    expect(requestCount(typed)).toBeNull();
  });

  it('can be a whole number from 1 to 1000', () => {
    expect([requestCount('1'), requestCount(' 1000 ')]).toEqual([1, 1_000]);
  });
});

describe('The message beside a control of the Simulation panel', () => {
  it('says why the action was refused, shows its note, or is empty', () => {
    expect(remarkOn({ ok: false, error: "The app isn't running." })).toEqual({
      kind: 'refused',
      text: "The app isn't running.",
    });
    expect(remarkOn({ ok: true, note: 'Slow.' })).toEqual({ kind: 'note', text: 'Slow.' });
    expect(remarkOn({ ok: true })).toBeNull();
  });
});
