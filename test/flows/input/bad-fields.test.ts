import { describe, expect } from 'vitest';
import { facts, headline, lastEphemeral } from '../support/find-messages.ts';
import { picture } from '../support/picture.ts';
import { events } from '../support/record.ts';
import { forgedPress, forgedSubmission, signRequest } from '../support/requests/sign-request.ts';
import { command, startAt } from '../support/scene.ts';
import { story } from '../support/story.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

describe.concurrent.each(['socket', 'http'] as const)('The declaration form over %s', (transport) => {
  story.for([
    ['blanks', '  \t ', "Enter a title: what's failing, in a few words."],
    ['3,000 characters', 'x'.repeat(3_000), 'The title is too long: 3000 characters, limit 150.'],
    ['151 characters', '🔥'.repeat(151), 'The title is too long: 151 characters, limit 150.'],
  ] as const)(
    'refuses a title of %s on its field, stays open, and stores nothing',
    async ([, Title, why], { scene }) => {
      const set = await scene({ transport });
      const before = picture(set);
      await set.opens(set.alice, () => set.alice.command(command, 'open P1'));

      expect(await set.alice.submit({ Title, Impact: 'Nothing loads' })).toEqual({ errors: { Title: why } });
      expect(set.alice.modal?.fields.map(({ value }) => value)).toEqual([
        Title,
        'P1',
        'Nothing loads',
        null,
        null,
        'Everyone',
      ]);
      await set.settled();
      expect(picture(set)).toEqual(before);
      expect(await set.alice.submit({ Title: 'Inbox is empty' })).toEqual({ closed: true });
      await set.settled();
      expect(set.workspace.channel('inc-1-inbox-is-empty').members).toContain('alice');
    },
  );
});

describe.concurrent('An invalid value in a field', () => {
  story(
    'Title: 3,000 characters typed after `open` arrive in the form and are refused there',
    async ({ scene }) => {
      const set = await scene();
      await set.opens(set.alice, () => set.alice.command(command, `open P1 ${'long '.repeat(600)}`));

      expect(await set.alice.submit()).toEqual({
        errors: { Title: 'The title is too long: 2999 characters, limit 150.' },
      });
      expect(events(set)).toEqual([]);
    },
  );

  story('Title: one in a non-Latin script still gets a channel', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare({ Title: '🔥🔥🔥 / مشكلة' });

    expect(channel.name).toBe('inc-1-مشكلة');
    expect(channel.topic).toBe('[P1] INC-1: 🔥🔥🔥 / مشكلة');
  });

  story.for([
    ['in the past', startAt - minute, 'That time is in the past. Choose a later one.'],
    ['in 31 days', startAt + 31 * day, 'The next update must be within 30 days.'],
  ] as const)('Next update: %s is refused on its field', async ([, at, why], { scene }) => {
    const set = await scene();
    const channel = await set.declare();
    await set.opens(set.alice, () => set.alice.click(headline(channel), 'Post update'));
    const before = picture(set);

    expect(await set.alice.submit({ Status: 'MONITORING', 'Next update': new Date(at) })).toEqual({
      errors: { 'Next update': why },
    });
    await set.settled();
    expect(picture(set)).toEqual(before);
  });

  story(
    'Next update: the pre-filled time counts from the submission if the form is submitted late',
    async ({ scene }) => {
      const set = await scene();
      const channel = await set.declare({ Commander: 'alice' });
      await set.opens(set.alice, () => set.alice.click(headline(channel), 'Post update'));
      set.clock.advance(45 * minute);
      await set.settled();

      await set.alice.submit();
      await set.settled();
      const [update] = events(set, 'update_posted');
      expect(update?.body).toMatchObject({ nextUpdateAt: Number(update?.at) + 30 * minute });
    },
  );

  story("When: a note's time in the future is refused", async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare();
    await set.opens(set.alice, () => set.alice.click(headline(channel), 'Add note'));
    const before = picture(set);

    expect(await set.alice.submit({ Note: 'Tomorrow', When: new Date(startAt + day) })).toEqual({
      errors: { When: 'That time is in the future. Notes record what has already happened.' },
    });
    await set.settled();
    expect(picture(set)).toEqual(before);
  });

  story('Note: blanks are refused on the field', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare();
    await set.opens(set.alice, () => set.alice.click(headline(channel), 'Add note'));

    expect(await set.alice.submit({ Note: ' \n ' })).toEqual({
      errors: { Note: 'Enter a note: what happened, or what you found.' },
    });
    expect(events(set, 'note_added')).toEqual([]);
  });

  story('Severity: the severity it already has is refused on the field', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare();
    await set.opens(set.alice, () => set.alice.click(headline(channel), 'Change severity'));

    expect(await set.alice.submit()).toEqual({ errors: { Severity: 'INC-1 is already P1.' } });
    expect(events(set, 'severity_changed')).toEqual([]);
  });

  story(
    'Counts: Slack refuses -1 and 1.5 in the form, and the bot refuses them if they come anyway',
    async ({ scene }) => {
      const set = await scene({ transport: 'http' });
      const channel = await set.declare();
      await set.opens(set.alice, () => set.alice.click(headline(channel), 'Close'));
      const before = picture(set);
      for (const count of ['-1', '1.5'])
        expect(await set.alice.submit({ 'Conversations affected': count })).toHaveProperty('errors');
      for (const count of ['-1', '1.5', '1e3', 'many', '9'.repeat(20)]) {
        const forged = forgedSubmission(set, set.alice, { users: { type: 'number_input', value: count } });
        const { body } = await signRequest(set, forged);
        expect(JSON.parse(body)).toEqual({
          response_action: 'errors',
          errors: { users: 'Enter a whole number, 0 or more, or leave it empty.' },
        });
      }
      await set.settled();
      expect(picture(set)).toEqual(before);
    },
  );

  story('Action items: more than fit are refused on the field', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare();
    await set.opens(set.alice, () => set.alice.click(headline(channel), 'Close'));
    const items = Array.from({ length: 51 }, (_, i) => `Item ${i}`).join('\n');

    expect(await set.alice.submit({ 'Action items': items })).toEqual({
      errors: { 'Action items': 'Too many action items: 51, limit 50.' },
    });
    expect(facts(channel).Status).toBe('INVESTIGATING');
  });
});

describe.concurrent('A forged request', () => {
  const elsewhere = 'That button belongs to another incident. Nothing was changed.';

  story.for(['2', '2:7', 'rubbish', '', '-1', '1e0x'])(
    'with the value "%s" on a button of INC-1 does nothing, and the reply says so',
    async (value, { scene }) => {
      const set = await scene({ transport: 'http' });
      const channel = await set.declare();
      await set.declare({ Title: 'Webhooks are late' });
      await set.alice.click(headline(channel), 'Take command');
      await set.settled();
      const before = picture(set);
      const forged = forgedPress(set, 'take_command', value);
      expect((await signRequest(set, { ...forged, user: { id: set.carol.id } })).status).toBe(200);
      await set.settled();

      expect(picture(set)).toEqual(before);
      expect(lastEphemeral(set.alice).text).toBe(elsewhere);
    },
  );

  story("that ticks another incident's step does nothing, and the reply says so", async ({ scene }) => {
    const set = await scene({ transport: 'http' });
    const one = await set.declare();
    await set.declare({ Title: 'Webhooks are late' });
    const [diagnosis] = one.messages.filter(({ text }) => text.startsWith('Whose problem'));
    if (!diagnosis) throw new Error('There is no diagnosis.');
    await set.alice.choose(diagnosis, 'tick_step', 'Done', { occurrence: 1 });
    await set.settled();
    const before = picture(set);
    const forged = JSON.stringify(forgedPress(set, 'tick_step', '')).replaceAll('step:1:', 'step:2:');
    await signRequest(set, JSON.parse(forged));
    await set.settled();

    expect(picture(set)).toEqual(before);
    expect(lastEphemeral(set.alice).text).toBe('That step belongs to another incident. Nothing was changed.');
  });

  story("that isn't signed with the secret is refused, and nothing changes", async ({ scene }) => {
    const set = await scene({ transport: 'http' });
    const channel = await set.declare();
    await set.alice.click(headline(channel), 'Take command');
    await set.settled();
    const before = picture(set);
    const answer = await signRequest(set, forgedPress(set, 'take_command', '1'), 'another-secret');
    await set.settled();

    expect(answer.status).toBe(401);
    expect(picture(set)).toEqual(before);
  });
});
