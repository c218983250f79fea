import { describe, expect } from 'vitest';
import { command } from '../support/scene.ts';
import { story } from '../support/story.ts';
import { checks, incidentChannels, presses, proposals, watchEnv } from '../support/triage/watching.ts';

/** What stands in the announcement channel of the watch, one line a proposal: whether it asks, of what, how it ended. */
const board = (set: Parameters<typeof proposals>[0]): string[] =>
  proposals(set).map(({ text, buttons }) => {
    const lines = text
      .replace(/<!date[^|]*\|([^>]*)>/g, '$1')
      .split('\n')
      .map((line) => line.replaceAll('*', ''));
    const part = (start: string) => lines.find((line) => line.startsWith(start))?.slice(start.length);
    const known = [
      'It got worse',
      'After a healthy check',
      'A check was healthy again',
      'Dismissed',
      'Incident declared',
      'Later',
      'People',
    ];
    const story = lines.filter((line) => known.some((start) => line.startsWith(start)));
    const what = `${part('Whose problem: ')} ${part('Suggested severity: ')}`;
    return [buttons.length > 0 ? 'ASKS' : 'over', what, ...story]
      .join(' | ')
      .replaceAll(/\d\d:\d\d UTC/g, 'HH:MM');
  });

describe.concurrent('An afternoon of outages', () => {
  story('leads to suggestions that are all true when people read them', async ({ scene }) => {
    const set = await scene({ env: watchEnv });
    const { alice, bob, intercom, opens, settled } = set;
    const asking = () => proposals(set).findLast(({ buttons }) => buttons.length > 0);

    await intercom.set({ api: 'unreachable' });
    await checks(set, 2);
    const first = asking();
    if (!first) expect.fail('Nothing was proposed.');
    await alice.click(first, 'Not an incident');
    await settled();
    await intercom.set({ api: 'unavailable', status: 'api_outage' });
    await checks(set, 3);
    const unclear = 'over | Cannot tell P1 | Dismissed as not an incident by <@U00000ALICE>.';
    expect(board(set)).toEqual([unclear, 'ASKS | Intercom P1']);

    await intercom.set({ api: 'healthy', status: 'au_api_outage' });
    await checks(set, 2);
    const ended = 'A check was healthy again HH:MM. No incident was declared from this.';
    expect(board(set)).toEqual([unclear, `over | Intercom P1 | ${ended}`]);

    await intercom.set({ api: 'unavailable', status: 'api_outage' });
    await checks(set, 2);
    const back = 'After a healthy check, two found the problem again, most recently HH:MM.';
    expect(board(set)).toEqual([unclear, `ASKS | Intercom P1 | ${back}`]);

    const again = asking();
    if (!again) expect.fail('Nobody is asked.');
    await presses(set, bob, again);
    expect(bob.modal?.fields.find(({ label }) => label === 'Title')?.value).toBe(
      'Intercom: Errors on the REST API',
    );
    await bob.submit({ Commander: 'bob' });
    await settled();
    const opened = `over | Intercom P1 | ${back} | Incident declared by <@U000000BOB1>: INC-1.`;
    await intercom.set({ api: 'healthy' });
    await checks(set, 3);
    await opens(bob, () => bob.command(command, 'resolve', { in: incidentChannels(set)[0] ?? '' }));
    await bob.submit({ 'What fixed it': 'Retries' });
    await settled();
    await checks(set, 5);
    expect(board(set)).toEqual([unclear, opened]);

    await intercom.set({ api: 'unavailable' });
    await checks(set, 2);
    expect(board(set)).toEqual([unclear, opened, 'ASKS | Intercom P1 | It got worse: it was P3 before.']);

    await intercom.set({ api: 'healthy', status: 'none' });
    await checks(set, 1);
    expect(board(set).at(-1)).toBe(`over | Intercom P1 | It got worse: it was P3 before. | ${ended}`);
  });
});
