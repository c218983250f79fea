import { expect, test } from 'vitest';
import { incidentIdSchema } from '../../../src/domain/incident/ids.ts';
import { actionIds } from '../../../src/slack/ids.ts';
import { homeView, type MonitoredTargets } from '../../../src/slack/views/app-home.ts';
import { noFigures } from '../../domain/figures/extreme-figures.ts';
import { overhear } from '../../support/overhear.ts';
import { at, row, rows, time } from '../support/incidents.ts';
import { buttonsOf, valuesOf } from '../support/reading.ts';

const span = { amount: 5, unit: 'm' } as const;
const pace = { triageEvery: { P1: span, P2: span, P3: span, P4: span } };
const monitored: MonitoredTargets = {
  intercom: 'api.intercom.io',
  asked: true,
  statusPage: 'https://www.finstatus.com',
  health: 'health.example.com',
  watchEveryMs: null,
};
const readOf = ({ blocks }: ReturnType<typeof homeView>): string =>
  overhear(valuesOf(blocks, 'text').join('\n'));
const viewOf = (open = [row()], ended: ReturnType<typeof row>[] = [], over: Partial<MonitoredTargets> = {}) =>
  homeView({ open, ended, figures: noFigures(time.now) }, { ...monitored, ...over }, pace, time);

test("The Home tab shows an open incident's severity, status, title, channel, commander, next update, and age", () => {
  expect(readOf(viewOf())).toContain(
    ':red_circle: *INC-7* [P1] INVESTIGATING: Inbox does not load\n' +
      '<#C0INC7> · commander <@U024BE7LH> · next update <!date^1795271400^{date_short_pretty} at {time}|14:30 UTC> · declared <!date^1795269600^{date_short_pretty} at {time}|14:00 UTC>',
  );
});

test('The Home tab says when it was updated', () => {
  expect(readOf(viewOf())).toContain('Updated <!date^1795269900^');
});

test('The Home tab lists the latest closed incident first, each with its own postmortem', () => {
  const closed = rows(2, 1, () => ({ status: 'CLOSED', nextUpdateAt: null })).map((each) => ({
    ...each,
    closedAt: at(`2026-11-21T13:0${9 - each.id}:00Z`),
  }));
  const view = viewOf([], closed);
  expect(buttonsOf(view).filter(({ actionId }) => actionId === actionIds.getPostmortem)).toEqual([
    { label: 'Postmortem', actionId: actionIds.getPostmortem, value: '1' },
    { label: 'Postmortem', actionId: actionIds.getPostmortem, value: '2' },
  ]);
});

test('The Home tab says if an incident is resolved but not closed', () => {
  const resolvedAt = at('2026-11-21T14:02:00Z');
  expect(readOf(viewOf([], [row({ status: 'RESOLVED', resolvedAt, nextUpdateAt: null })]))).toMatch(
    /resolved <!date\^1795269720\^.*>, not closed yet/,
  );
});

test.each<[string, Partial<MonitoredTargets>, string]>([
  ['a token', { asked: false }, "reachability only (INTERCOM_ACCESS_TOKEN isn't set)"],
  ['a health endpoint', { health: null }, "not checked (HEALTH_CHECK_URL isn't set)"],
])('The Home tab says what is not checked without %s', (_, over, sentence) => {
  expect(readOf(viewOf([], [], over))).toContain(sentence);
});

test.each([
  [null, 'With no incident open, they run only on request.'],
  [120_000, 'With no incident open, they run every 2 min'],
])('The Home tab says that monitoring runs every %s ms', (watchEveryMs, sentence) => {
  expect(readOf(viewOf([], [], { watchEveryMs }))).toContain(sentence);
});

test("The Home tab names a duplicate's original, unless that is private", () => {
  const duplicate = row({
    status: 'CANCELLED',
    cancelledAt: at('2026-11-21T14:20:00Z'),
    duplicateOf: incidentIdSchema.parse(3),
  });
  expect(readOf(viewOf([], [duplicate]))).toContain(', a duplicate of INC-3');
  const unnamed = { ...duplicate, originalIsPrivate: true };
  expect(readOf(viewOf([], [unnamed]))).toContain(', a duplicate of an incident that is private now');
});
