import { describe, expect, test } from 'vitest';
import { plainTextSchema } from '../../../src/domain/text/text.ts';
import { alice, byAlice, channel, minute, ts } from '../../domain/support/fixtures.ts';
import type { Engine } from '../support/bench.ts';
import { changed, claim, open, owe, quietIncident, tell } from '../support/orders.ts';

/** What Slack has sent, and databases refuse: the character of code 0, and halves of a surrogate pair. */
const odd = ['a\0b', '\0', 'half \ud83d', '\udd25 half', '\u0001\u001f\u007f'] as const;

/** Nothing that anybody writes makes a payload fail. */
export const oddText = (engine: Engine) =>
  describe('Text that no database wants', () => {
    test.each(odd)('such as %j is kept in an event as it came', async (text) => {
      const { store } = await engine.bench();
      const id = await quietIncident(store);
      const words = plainTextSchema.parse(text);
      await store.change({
        target: id,
        inboxId: null,
        at: minute(1),
        decide: (_id, incident) => ({
          incident: incident && { ...incident, seq: 2, title: words },
          recorded: [
            {
              incident: id,
              seq: 2,
              at: minute(1),
              by: byAlice,
              event: { type: 'note_added', text: words, when: minute(1) },
            },
          ],
          owed: [],
        }),
      });
      expect((await store.events(id)).at(-1)).toMatchObject({ event: { text } });
      expect(await store.list({ open: true, limit: 9 })).toHaveLength(1);
    });

    test.each(odd)(
      'such as %j is no reason to forget a payload, a form, a name, or a failure',
      async (text) => {
        const { store } = await engine.bench();
        const declare = () => tell(store, open(), { inboxId: `view:${text}`, content: 'a' });
        const { id } = changed(await declare());
        expect((await declare()).kind).toBe('repeated');
        await tell(store, { type: 'record_channel', channel, name: text }, { target: id });
        await store.rememberPerson(alice, text);
        expect((await store.people([alice])).size).toBe(1);
        const heard = { type: 'mark_message', ts: ts('1.000100'), via: 'pin' } as const;
        await owe(
          store,
          id,
          minute(9),
          { type: 'set_topic' },
          { type: 'take_up', occasion: text, by: byAlice, heard },
        );
        const claims = await claim(store, minute(9));
        for (const one of claims)
          await store.settle({ claim: one, as: { kind: 'dead', at: minute(9), why: text, todo: text } });
        expect(await store.dead(id)).toHaveLength(claims.length);
        expect((await store.incident(id)).kind).toBe('found');
      },
    );
  });
