import { describe, expect } from 'vitest';
import { openStore } from '../../../src/store/opening/open-store.ts';
import { printFigures } from '../../../src/terminal/figures.ts';
import { printOutages } from '../../../src/terminal/outages.ts';
import { lastEphemeral } from '../support/find-messages.ts';
import { command, type Scene } from '../support/scene.ts';
import { story } from '../support/story.ts';

const minute = 60_000;

/** What the terminal prints next to the running bot. */
async function printed(
  { env, clock }: Scene,
  span: string,
  format: 'text' | 'json' | 'csv',
  timeZone = 'UTC',
) {
  const store = await openStore(env.DATABASE_URL ?? '', { exclusive: false });
  const result = await printFigures(store, span, format, { now: clock.now(), timeZone });
  await store.close();
  return 'text' in result ? result.text : result.refused;
}

/** `what: says (basis)` of each figure. */
const linesInSlack = (text: string): string[] => text.split('\n').slice(1);
const linesInTerminal = (text: string): string[] =>
  [...text.matchAll(/^(\S.*: .*)\n {2}(.*)$/gmu)].map(([, says, basis]) => `${says} (${basis})`);

/** The picture that somebody got in a direct message. */
const chartOf = ({ workspace }: Scene) =>
  workspace.channels.flatMap(({ files }) => files).find(({ name }) => name.endsWith('.png'));

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
  await set.type(set.alice, 'todo Alert on 5xx by today', outage.name);
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
    const lines = linesInSlack(await set.type(set.carol, 'figures'));
    expect(lines).toContain('Incidents: 2 (of 2 incidents; left out: 1 drill, 1 cancelled, 1 duplicate)');
    expect(lines).toContain(
      'False alarms: 1 (0 from monitoring, 1 from people) (of 3 incidents; left out: 1 drill, 1 duplicate)',
    );
    expect(lines).toContain(
      'Time to acknowledge: median 5 min, 90th percentile 5 min (of 1 incident; left out: 1 drill, 1 cancelled, 1 duplicate, 1 without a commander)',
    );
    expect(lines).toContain(
      'Time to resolve: median 40 min, 90th percentile 40 min (of 1 incident; left out: 1 drill, 1 cancelled, 1 duplicate, 1 not resolved)',
    );
    expect(linesInTerminal(await printed(set, '30d', 'text'))).toEqual(lines);
    const shown = await set.home(set.alice);
    for (const line of lines) {
      const [, what = '', says = ''] = /^(.*?): (.*?)(?: \(of|$)/u.exec(line) ?? [];
      expect(shown).toContain(`*${what}:* ${says}`);
    }
  });

  story('come by week as a picture in a direct message', async ({ scene }) => {
    const set = await scene({ transport });
    await month(set);
    await set.type(set.carol, 'figures 90d');
    await set.carol.click(lastEphemeral(set.carol), 'Send me a chart');
    await set.workspace.until(() => chartOf(set) !== undefined, 'the chart');
    await set.settled();
    expect(chartOf(set)).toMatchObject({
      name: 'figures-90d.png',
      title: 'Figures of the last 90 days, by week',
    });
    await set.workspace.until(
      () => lastEphemeral(set.carol).text === 'The chart is in a direct message from the bot.',
      'the end of drawing',
    );
  });

  story('are said to have come as a picture only once it is there', async ({ scene }) => {
    const set = await scene({ transport });
    await set.type(set.carol, 'figures');
    set.workspace.faults.add({ method: 'files.completeUploadExternal', answer: { error: 'internal_error' } });
    await set.carol.click(lastEphemeral(set.carol), 'Send me a chart');
    await set.workspace.until(() => lastEphemeral(set.carol).text.includes("didn't work"), 'the answer');
    await set.settled();
    const replies = set.carol.ephemerals().map(({ text }) => text);
    expect(replies.slice(-2)).toEqual([
      'Drawing the chart… If nothing follows within a minute, ask again.',
      expect.stringMatching(
        /^That didn't work\. Nothing was changed\. Try again; .*reference [0-9a-f]{6}\.$/u,
      ),
    ]);
    expect(chartOf(set)).toBeUndefined();
  });

  story('are told for the span that somebody names, and for no other words', async ({ scene }) => {
    const set = await scene({ transport });
    await set.declare();
    set.clock.advance(40 * 24 * 60 * minute);
    const incidents = async (span: string) =>
      (await set.type(set.alice, `figures ${span}`)).split('\n').slice(0, 2);
    expect(await incidents('')).toEqual([
      'Figures of the last 30 days',
      'Incidents: none (nothing left out)',
    ]);
    expect(await incidents('90d')).toEqual(['Figures of the last 90 days', 'Incidents: 1 (of 1 incident)']);
    expect(await incidents('ALL')).toEqual(['Figures of all incidents', 'Incidents: 1 (of 1 incident)']);
    expect(await set.type(set.alice, 'figures last week')).toBe(
      '"last week" isn\'t a span. Nothing was counted. Run `/intercom-incident figures` with `30d`, `90d`, `365d`, or `all`.',
    );
    expect(await incidents('90')).toEqual(['Figures of the last 90 days', 'Incidents: 1 (of 1 incident)']);
    expect(await set.type(set.alice, 'figures 2026-10')).toBe(
      '"2026-10" is a month. Nothing was counted. For its outages, run `/intercom-incident figures intercom 2026-10`.',
    );
    expect(await printed(set, '2026-10', 'text')).toBe(
      '"2026-10" is a month. For its outages: npx intercom-incident figures intercom 2026-10',
    );
    expect(await printed(set, 'week', 'text')).toBe('"week" isn\'t a span. Use 30d, 90d, 365d, or all.');
  });
});

story('Figures as JSON and CSV say the same as in words', async ({ scene }) => {
  const set = await scene({ transport: 'socket' });
  await month(set);
  // Where the day is over on which the action item is due.
  const zone = 'Pacific/Kiritimati';
  const json = JSON.parse(await printed(set, '90d', 'json', zone));
  expect(json).toMatchObject({
    span: '90d',
    incidents: { incidents: 2, bySeverity: { P1: 1, P2: 1, P3: 0, P4: 0 } },
    falseAlarms: { count: 1, byNoticer: { person: 1, watch: 0 } },
    times: { acknowledge: { incidents: 1 }, resolve: { incidents: 1, leftOut: { unknown: 1 } } },
    updates: { promised: 1, kept: 1 },
    items: { open: 1, overdue: 1 },
  });
  const rows = (await printed(set, '90d', 'csv', zone)).split('\n').map((row) => row.split(','));
  const header = rows[0] ?? [];
  expect(rows.every((row) => row.length === header.length)).toBe(true);
  const cell = (figure: string, of: string, column: string) =>
    rows.find((row) => row[0] === figure && row[1] === of)?.[header.indexOf(column)];
  expect(cell('incidents', '', 'value')).toBe('2');
  expect(cell('incidents', 'P1', 'left_out_drills')).toBe('1');
  expect(cell('time_to_resolve', 'p90', 'value')).toBe(String(json.times.resolve.p90Ms));
  expect(Math.floor(json.times.resolve.p90Ms / minute)).toBe(40);
  expect(cell('time_to_resolve', 'p90', 'left_out_unknown')).toBe('1');
  expect(cell('time_to_resolve', 'counted_from_declaration', 'value')).toBe(
    String(json.times.resolve.assumed),
  );
  expect(cell('updates', 'kept', 'value')).toBe('1');
  expect(cell('request_ids', 'collected', 'value')).toBe(String(json.requestIds.collected));
  expect(cell('intercom_outages', '2026-11', 'value')).toBe(String(json.intercom[0].minutes));
  expect(cell('intercom_outages', '2026-11', 'left_out_unread')).toBe('0');
  expect(cell('action_items', 'overdue', 'value')).toBe('1');
});

describe.concurrent.each(['socket', 'http'] as const)(
  'The outages that Intercom caused, over %s',
  (transport) => {
    story('are listed by month with minutes, evidence, and request_ids', async ({ scene }) => {
      const set = await scene({ transport });
      expect(await set.type(set.alice, 'figures intercom')).toBe(
        'Intercom caused no outage in 2026-11 (UTC).',
      );
      await month(set);
      const lines = (await set.type(set.carol, 'figures intercom 2026-11')).split('\n');
      expect(lines[0]).toBe('Outages caused by Intercom in 2026-11 (UTC): 40 min in 2 incidents');
      expect(lines[1]).toMatch(
        /^\*INC-1 \[P1\] Conversations not loading: 40 min \(2026-11-21 13:50 UTC to 14:30 UTC\)\*$/u,
      );
      expect(lines[2]).toMatch(/^Evidence: 2026-11-21 14:00 UTC: Intercom's API returns 503/u);
      expect(lines[3]).toContain('7c0b1f8e-6a6c-4d6f-9a53-0f8f5f1f2a11');
      const store = await openStore(set.env.DATABASE_URL ?? '', { exclusive: false });
      const inTerminal = await printOutages(store, '2026-11', 'text', set.clock.now());
      const json = await printOutages(store, '2026-11', 'json', set.clock.now());
      expect(await printOutages(store, 'October', 'text', set.clock.now())).toMatchObject({
        refused: '"October" isn\'t a month. Write it as in 2026-10.',
      });
      const csv = await printOutages(store, '2026-11', 'csv', set.clock.now());
      await store.close();
      const plain = lines.map((line) => line.replace(/^\*|\*$/gu, ''));
      expect('text' in inTerminal && inTerminal.text.split('\n').filter(Boolean)).toEqual(plain);
      expect('text' in json && JSON.parse(json.text)).toMatchObject({
        month: '2026-11',
        minutes: 40,
        outages: [
          { incident: 1, periods: [{ from: expect.stringMatching(/^2026-11-21T13:50/u) }], ongoing: false },
          { ongoing: true },
        ],
      });
      const [head = '', first = '', ...rows] = ('text' in csv ? csv.text : '').split('\r\n');
      expect(head).toBe('\ufeffincident,title,severity,minutes,ongoing,periods,evidence,request_ids');
      expect(first).toMatch(
        /^INC-1,Conversations not loading,P1,40,no,2026-11-21 13:50:\d\d to 2026-11-21 14:30:\d\d,"?2026-11-21 14:00:\d\d: Intercom's API returns 503/u,
      );
      expect(first).toContain('7c0b1f8e-6a6c-4d6f-9a53-0f8f5f1f2a11');
      expect(rows.at(-1)).toBe('total,,,40,,,,');
      expect(await set.type(set.alice, 'figures')).toContain(
        'Outages caused by Intercom: 2026-11 40 min (2 incidents)',
      );
      expect(await set.type(set.alice, 'figures intercom October')).toBe(
        '"October" isn\'t a month. Nothing was counted. Write it as in `/intercom-incident figures intercom 2026-10`.',
      );
    });

    story('name a private one only to its members, and count it for everyone', async ({ scene }) => {
      const set = await scene({ transport });
      await set.intercom.set({ api: 'unavailable' });
      await set.opens(set.alice, () => set.alice.command(command, 'open'));
      await set.alice.submit({
        Title: 'Keys leaked',
        Severity: 'P1',
        Visibility: 'Members of the channel only',
      });
      await set.settled();
      set.clock.advance(20 * minute);
      const reply = await set.type(set.carol, 'figures intercom');
      expect(reply).toContain('20 min in 1 incident');
      expect(reply).toContain("1 private incident of these, 20 min, can't be named to you.");
      expect(reply).not.toMatch(/Keys leaked|INC-1/u);
      expect(await set.type(set.alice, 'figures intercom')).toContain(
        'INC-1 [P1] Keys leaked: 20 min so far (2026-11-21 14:00 UTC to 14:20 UTC)',
      );
      expect(await set.type(set.carol, 'figures')).toContain('Incidents: 1 (of 1 incident)');
    });
  },
);
