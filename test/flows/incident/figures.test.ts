import { describe, expect } from 'vitest';
import { openSqlite } from '../../../src/store/sqlite/sqlite-store.ts';
import { printFigures } from '../../../src/terminal/figures.ts';
import { lastEphemeral } from '../support/find-messages.ts';
import type { Scene } from '../support/scene.ts';
import { story } from '../support/story.ts';

const minute = 60_000;

/** What the terminal prints next to the running bot. */
async function printed({ env, clock }: Scene, span: string | undefined, format: 'text' | 'json' | 'csv') {
  const store = openSqlite(env.DATABASE_URL ?? '', { exclusive: false });
  const result = await printFigures(store, span, format, { now: clock.now(), timeZone: 'UTC' });
  await store.close();
  return 'text' in result ? result.text : result.refused;
}

/** `what: says (basis)` of each figure. */
const linesInSlack = (text: string): string[] => text.split('\n').slice(1);
const linesInTerminal = (text: string): string[] =>
  [...text.matchAll(/^(\S.*: .*)\n {2}(.*)$/gmu)].map(([, says, basis]) => `${says} (${basis})`);

/** The Home tab as it is published next. */
async function home({ alice, workspace }: Scene): Promise<string> {
  const before = alice.home?.hash;
  alice.openHome();
  await workspace.until(() => alice.home && alice.home.hash !== before, 'the Home tab');
  await workspace.idle();
  return alice.homeScreen ?? '';
}

/** An outage of Intercom's, a false alarm, a duplicate, a drill, and one that goes on. */
async function month(set: Scene): Promise<void> {
  await set.intercom.set({ api: 'unavailable' });
  const outage = await set.declare({ Started: new Date(set.clock.now() - 10 * minute) });
  set.clock.advance(5 * minute);
  await set.type(set.alice, 'commander me', outage.name);
  await set.type(set.alice, 'explain 503 request_id: 7c0b1f8e-6a6c-4d6f-9a53-0f8f5f1f2a11', outage.name);
  set.clock.advance(15 * minute);
  await set.opens(set.alice, () => set.type(set.alice, 'update Failing over', outage.name));
  await set.alice.submit({ Status: 'MONITORING' });
  set.clock.advance(10 * minute);
  await set.type(set.alice, 'todo Alert on 5xx by 2026-11-20', outage.name);
  await set.opens(set.alice, () => set.type(set.alice, 'resolve Failed over', outage.name));
  await set.alice.submit({});
  await set.settled();

  const wrong = await set.declare({ Title: 'Nothing is wrong', Severity: 'P3' });
  await set.opens(set.alice, () => set.type(set.alice, 'cancel', wrong.name));
  await set.alice.submit({ Reason: 'False alarm' });
  await set.settled();
  const twice = await set.declare({ Title: 'The same again', Severity: 'P2' });
  await set.type(set.alice, 'duplicate INC-1', twice.name);
  await set.type(set.alice, 'drill friday-evening');
  await set.opens(set.alice, () => set.alice.click(lastEphemeral(set.alice), 'Declare'));
  await set.alice.submit({ Title: 'Replies do not go out' });
  await set.settled();
  await set.declare({ Title: 'It goes on', Severity: 'P2' });
}

describe.concurrent.each(['socket', 'http'] as const)('Figures over %s', (transport) => {
  story('are the same in Slack, in the Home tab, and in the terminal', async ({ scene }) => {
    const set = await scene({ transport });
    await month(set);
    const told = linesInSlack(await set.type(set.carol, 'figures'));
    expect(told).toContain('Incidents: 2 (of 2 incidents; left out: 1 drill, 1 cancelled, 1 duplicate)');
    expect(told).toContain(
      'False alarms: 1 (0 from monitoring, 1 from people) (of 3 incidents; left out: 1 drill, 1 duplicate)',
    );
    expect(told).toContain(
      'Time to acknowledge: median 5 min, 90th percentile 5 min (of 1 incident; left out: 1 drill, 1 cancelled, 1 duplicate, 1 without a commander)',
    );
    expect(told).toContain(
      'Time to resolve: median 40 min, 90th percentile 40 min (of 1 incident; left out: 1 drill, 1 cancelled, 1 duplicate, 1 not resolved)',
    );
    expect(linesInTerminal(await printed(set, undefined, 'text'))).toEqual(told);
    const shown = await home(set);
    for (const line of told) {
      const [, what = '', says = ''] = /^(.*?): (.*?)(?: \(of|$)/u.exec(line) ?? [];
      expect(shown).toContain(`*${what}:* ${says}`);
    }
  });

  story('are told for the span that somebody names, and for no other words', async ({ scene }) => {
    const set = await scene({ transport });
    await set.declare();
    set.clock.advance(40 * 24 * 60 * minute);
    const incidents = async (span: string) =>
      (await set.type(set.alice, `figures ${span}`)).split('\n').slice(0, 2);
    expect(await incidents('')).toEqual(['Figures of the last 30 days', 'Incidents: 0 (of 0 incidents)']);
    expect(await incidents('90d')).toEqual(['Figures of the last 90 days', 'Incidents: 1 (of 1 incident)']);
    expect(await incidents('ALL')).toEqual(['Figures of all incidents', 'Incidents: 1 (of 1 incident)']);
    expect(await set.type(set.alice, 'figures last week')).toBe(
      '"last week" isn\'t a span. Nothing was counted. Run `/intercom-incident figures` with `30d`, `90d`, `365d`, and `all`.',
    );
    expect(await printed(set, 'week', 'text')).toBe('"week" isn\'t a span. Use 30d, 90d, 365d, all.');
  });
});

story('Figures as JSON and CSV say the same as in words', async ({ scene }) => {
  const set = await scene({ transport: 'socket' });
  await month(set);
  const json = JSON.parse(await printed(set, '90d', 'json'));
  expect(json).toMatchObject({
    span: '90d',
    incidents: { incidents: 2, bySeverity: { P1: 1, P2: 1, P3: 0, P4: 0 } },
    falseAlarms: { count: 1, byNoticer: { person: 1, watch: 0 } },
    times: { acknowledge: { incidents: 1 }, resolve: { incidents: 1, leftOut: { unknown: 1 } } },
    updates: { promised: 1, kept: 1 },
    items: { open: 1, overdue: 1 },
  });
  const rows = (await printed(set, '90d', 'csv')).split('\n').map((row) => row.split(','));
  const header = rows[0] ?? [];
  expect(rows.every((row) => row.length === header.length)).toBe(true);
  const cell = (figure: string, of: string, column: string) =>
    rows.find((row) => row[0] === figure && row[1] === of)?.[header.indexOf(column)];
  expect(cell('incidents', '', 'value')).toBe('2');
  expect(cell('incidents', 'P1', 'left_out_drills')).toBe('1');
  expect(cell('time_to_resolve', 'p90', 'value')).toBe(String(json.times.resolve.p90Ms));
  expect(Math.floor(json.times.resolve.p90Ms / minute)).toBe(40);
  expect(cell('time_to_resolve', 'p90', 'left_out_unknown')).toBe('1');
  expect(cell('updates', 'kept', 'value')).toBe('1');
  expect(cell('request_ids', 'collected', 'value')).toBe(String(json.requestIds.collected));
  expect(cell('intercom_outages', '2026-11', 'value')).toBe(String(json.intercom[0].minutes));
  expect(cell('action_items', 'overdue', 'value')).toBe('1');
});
