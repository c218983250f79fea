import { describe, expect } from 'vitest';
import type { Person } from '../../../packages/slack-sandbox/slack/people/person.ts';
import { facts, headline } from '../support/find-messages.ts';
import { overPosting, overTier, unknownTiers } from '../support/rates.ts';
import { nextDue, outbox, putAside } from '../support/record.ts';
import { command, type Scene } from '../support/scene.ts';
import { story } from '../support/story.ts';

const incidents = 50;
const names = Array.from({ length: 200 }, (_, i) => `p${i}`);
/** Slack's tier for opening forms, calls a minute, holds for people as well. */
const formsAtOnce = 80;

/** A person types a command and gets a form; how long the answer and the form took, ms of real time. */
async function open(set: Scene, who: Person, text: string, channel: string) {
  const began = performance.now();
  expect(await who.command(command, text, { in: channel })).toEqual({ ok: true });
  const answered = performance.now() - began;
  await set.workspace.until(() => who.modal, `the form of ${who.name}`);
  return { answered, shown: performance.now() - began };
}

/** Slack waits three seconds for the answer: a later one is an error here. */
async function submit(who: Person, fields: Readonly<Record<string, string>>): Promise<void> {
  expect(await who.submit(fields)).toEqual({ closed: true });
}

/** Lets everything go on that need not wait, and then moves the clock. */
async function pass({ workspace, clock }: Scene, ms: number): Promise<void> {
  await workspace.idle();
  clock.advance(ms);
}

/** Moves the clock to whatever is due next, until nothing is owed but promises. */
async function catchUp(set: Scene): Promise<void> {
  for (let look = 0; look < 1_000; look += 1) {
    await set.workspace.idle();
    const due = nextDue(set);
    if (due === null) return;
    set.clock.advance(Math.max(2_000, due - set.clock.now()));
  }
  throw new Error('It never catches up.');
}

/** How long ten people in a row wait for an answer and a form, in the middle of them, ms of real time. */
async function waits(set: Scene, people: readonly Person[]) {
  const all = [];
  for (const who of people.slice(0, 10)) {
    all.push(await open(set, who, 'open', 'general'));
    await who.dismiss();
  }
  const middle = (values: number[]): number => values.toSorted((a, b) => a - b)[5] ?? 0;
  return {
    answered: middle(all.map((one) => one.answered)),
    shown: middle(all.map((one) => one.shown)),
  };
}

describe('Fifty incidents within a minute and two hundred updates at once', () => {
  story(
    "stay within Slack's rate limits, keep nobody waiting, and all arrive",
    { timeout: 180_000 },
    async ({ scene }) => {
      const set = await scene({ still: true, workspace: { rateLimits: true, people: names } });
      const { workspace, clock } = set;
      const people = names.map((name) => workspace.person(name));
      const idle = await waits(set, people);
      await pass(set, 61_000);

      const began = clock.now();
      for (const [i, who] of people.slice(0, incidents).entries()) {
        await open(set, who, 'open', 'general');
        await submit(who, { Title: `load ${i}`, Severity: 'P1' });
        clock.advance(1_000);
      }
      expect(clock.now() - began).toBeLessThanOrEqual(60_000);
      await catchUp(set);

      const channelOf = (i: number) => workspace.channel(`inc-${(i % incidents) + 1}-load-${i % incidents}`);
      for (const [i, who] of people.entries()) {
        if (i >= incidents) who.join(channelOf(i).name);
        await open(set, who, 'update', channelOf(i).name);
        if (i % formsAtOnce === formsAtOnce - 1) await pass(set, 61_000);
      }
      await pass(set, 61_000);
      await catchUp(set);
      await Promise.all(people.map((who, i) => submit(who, { Action: `action ${i}.` })));
      await workspace.idle();
      const owed = outbox(set).filter(({ key }) => key.startsWith('post_change')).length;
      const loaded = await waits(set, people);
      await catchUp(set);

      // The clock stood still while those ten were answered, so nothing that was owed could get out of their way.
      expect(owed).toBeGreaterThan(20);
      expect(loaded.answered).toBeLessThan(Math.max(250, 10 * idle.answered));
      expect(loaded.shown).toBeLessThan(Math.max(500, 10 * idle.shown));
      const { calls } = workspace;
      expect(calls.filter(({ status }) => status === 429).map(({ method }) => method)).toEqual([]);
      expect(overTier(calls)).toEqual([]);
      expect(overPosting(calls)).toEqual([]);
      expect(unknownTiers(calls)).toEqual([]);
      expect(putAside(set)).toEqual([]);
      for (const [i] of people.entries()) {
        const channel = channelOf(i);
        const replies = channel
          .thread(headline(channel).ts)
          .filter(({ text }) => text.includes(`action ${i}.`));
        expect(replies).toHaveLength(1);
        expect(headline(channel).pinned).toBe(true);
        expect(facts(channel).Action).toMatch(/^action \d+\.$/u);
      }
      expect(workspace.channel('incidents').posts).toHaveLength(incidents);
    },
  );
});
