import { expect, test } from 'vitest';
import { plainText } from '../../../src/domain/text/text.ts';
import { figuresMessage, outagesMessage } from '../../../src/slack/views/figures.ts';
import { timesModal } from '../../../src/slack/views/forms/times-modal.ts';
import { largestFigures, manyOutages, noFigures } from '../../domain/figures/extreme-figures.ts';
import { opened } from '../../domain/support/events.ts';
import { minute } from '../../domain/support/fixtures.ts';
import { incidentOf } from '../../domain/support/given.ts';
import { overhear } from '../../support/overhear.ts';
import { channel, time } from '../support/incidents.ts';

test('figures of a time without incidents say that in one line', () => {
  const words = overhear(figuresMessage(noFigures(time.now)).text);
  expect(words).toBe('Figures of the last 30 days\nIncidents: none (nothing left out)');
});

test('figures of a time with nothing but drills and false alarms say what is left out, and what there is besides', () => {
  const { incidents, falseAlarms, items, ...rest } = noFigures(time.now);
  const leftOut = { ...incidents.leftOut, drills: 2, cancelled: 1 };
  const words = overhear(
    figuresMessage({
      ...rest,
      incidents: { ...incidents, leftOut },
      falseAlarms: { ...falseAlarms, incidents: 1, count: 1, byNoticer: { watch: 1, person: 0 } },
      intercom: [{ month: '2026-11', minutes: 12, incidents: 1 }],
      items: { ...items, open: 3, incidents: 2 },
    }).text,
  );
  expect(words.split('\n').slice(1)).toEqual([
    'Incidents: none (left out: 2 drills, 1 cancelled)',
    'False alarms: 1 (1 from monitoring, 0 from people) (of 1 incident)',
    'Outages caused by Intercom: 2026-11 12 min (1 incident) (of whole months in UTC; two at once count once)',
    'Action items: 3 open, 0 overdue (of 2 incidents, as they stand now)',
  ]);
});

test('figures say what they leave out, and what they assume', () => {
  const words = overhear(
    figuresMessage(largestFigures(time.now))
      .blocks.map((block) => JSON.stringify(block))
      .join(),
  );
  expect(words).toContain('99999999 not read yet, 99999999 not resolved');
  expect(words).toContain('99999999 counted from the declaration, as nobody said when it started');
  expect(words).toContain('left out: 99999999 of drills');
});

test('more outages than an answer holds are all in the terminal', () => {
  const { blocks } = outagesMessage(manyOutages('API down', time.now));
  const words = overhear(blocks.map((block) => JSON.stringify(block)).join());
  expect(words).toContain('All of it: `npx intercom-incident figures intercom 2026-11` in the terminal.');
  expect(words).toContain("99 incidents couldn't be read yet, and may be missing.");
});

test('each time says where it comes from', () => {
  const alert = { at: minute(-3), text: plainText('HTTP 503') };
  const words = overhear(JSON.stringify(timesModal(incidentOf(opened({ firstAlert: alert })), channel)));
  expect(words).toContain('When it really started. From the first alert.');
  expect(words).toContain("The bot's checks found it.");
  expect(words).toContain('When it was last resolved. Not known yet.');
});
