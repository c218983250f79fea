import { describe, expect } from 'vitest';
import { diagnoses, headline } from '../support/find-messages.ts';
import { putAside } from '../support/record.ts';
import { recovered } from '../support/recover.ts';
import { command } from '../support/scene.ts';
import { story } from '../support/story.ts';
import { minute, runs } from '../support/time.ts';
import { cards, outage, words } from '../support/triage/cards.ts';

const env = { TRIAGE_EVERY: 'P1=2m' };
const posted = 'its status page reports “Errors on the REST API”';

describe.concurrent('A verdict', () => {
  story('stays as it was posted, and the next one is a new message', async ({ scene }) => {
    const set = await scene({ env });
    await set.intercom.set({ api: 'unavailable' });
    const channel = await set.declare({ Commander: 'alice' });
    const [first] = words(diagnoses(channel));
    await set.intercom.set({ status: 'api_outage' });
    await runs(set, 1);
    await set.intercom.set({ api: 'healthy', status: 'none' });
    await runs(set, 2);

    expect(words(diagnoses(channel))).toEqual([
      first,
      [expect.any(String), expect.stringContaining(posted)],
      [expect.any(String), expect.stringContaining("Whose problem: Nobody's")],
    ]);
  });

  story("that wasn't posted before the next one came is no longer posted", async ({ scene }) => {
    const set = await scene({ env });
    await set.intercom.set({ api: 'healthy' });
    const channel = await set.declare({ Commander: 'bob' });
    const mend = outage(set);
    for (const api of ['unavailable', 'healthy'] as const) {
      await set.intercom.set({ api });
      await runs(set, 1);
    }
    mend();
    await recovered(set);

    expect(diagnoses(channel).map(({ text }) => text.split('\n')[1])).toEqual([
      expect.stringMatching(/^Cause: Intercom responds/u),
      expect.stringMatching(/^Cause: Recovered/u),
    ]);
    expect(putAside(set)).toEqual([]);
  });

  story("from before the end of the incident isn't posted after it", async ({ scene }) => {
    const set = await scene({ env });
    const channel = await set.declare({ Commander: 'bob' });
    const mend = outage(set);
    await set.intercom.set({ api: 'unavailable' });
    await runs(set, 1);
    await set.opens(set.bob, () => set.bob.click(headline(channel), 'Resolve'));
    await set.bob.submit({ 'What fixed it': 'It mended itself' });
    await set.settled();
    mend();
    await recovered(set);

    expect(diagnoses(channel)).toHaveLength(1);
  });
});

describe.concurrent('The checks card', () => {
  story('starts counting again after the incident was cancelled and reopened', async ({ scene }) => {
    const set = await scene({ env });
    await set.intercom.set({ api: 'unavailable' });
    const channel = await set.declare({ Commander: 'alice' });
    await runs(set, 3);
    await set.opens(set.alice, () => set.alice.command(command, 'cancel', { in: channel.name }));
    await set.alice.submit({ Reason: 'False alarm' });
    await set.settled();
    set.clock.advance(60 * minute);
    await set.type(set.alice, 'reopen It is back', channel.name);
    await set.settled();
    expect(cards(channel)[0]?.text).toMatch(/, one check so far\. Last <[^>]*15:0\d UTC>/u);
    await runs(set, 1);
    expect(cards(channel)[0]?.text).toMatch(/Since <[^>]*15:0\d UTC>, 2 checks in a row\./u);
  });

  story('is one message, edited to say what is true now and since when', async ({ scene }) => {
    const set = await scene({ env });
    await set.intercom.set({ api: 'unavailable' });
    const channel = await set.declare({ Commander: 'alice' });
    expect(cards(channel)).toEqual([]);
    await runs(set, 1);
    const [card] = cards(channel);
    expect(card?.text).toMatch(/^Checks now: Intercom\. .*503/u);
    await runs(set, 3);
    expect(cards(channel).map(({ ts }) => ts)).toEqual([card?.ts]);
    expect(cards(channel)[0]?.text).toMatch(/, \d checks in a row\./u);
    await set.intercom.set({ api: 'healthy' });
    await runs(set, 1);

    const [now, ...more] = cards(channel);
    expect([now?.ts, more]).toEqual([card?.ts, []]);
    expect(now?.text).toMatch(/^Checks now: Nobody's\. /u);
    expect(now?.text).toMatch(/Before: .*Intercom\. .*503/su);
  });

  story('says that the checks have ended once the incident is resolved', async ({ scene }) => {
    const set = await scene({ env });
    const channel = await set.declare({ Commander: 'alice' });
    await runs(set, 1);
    await set.opens(set.alice, () => set.alice.click(headline(channel), 'Resolve'));
    await set.alice.submit();
    await set.settled();

    expect(cards(channel).map(({ text }) => text)).toEqual([
      expect.stringMatching(/^Last checks: Nobody's\. /u),
    ]);
  });
});
