import { describe, expect } from 'vitest';
import type { Person } from '../../../packages/slack-sandbox/slack/people/person.ts';
import { type Standing, whoCan } from '../../support/who-can.ts';
import { delivered } from '../support/delivered.ts';
import type { Scene } from '../support/scene.ts';
import { story } from '../support/story.ts';

/** Why somebody is not let do it, in the words that people read. */
const refusals: Readonly<Record<'rule' | 'door', RegExp>> = {
  rule: /^Only the commander and responders can .+ Nothing was changed\. Ask .+ or a responder, such as .+\.$/u,
  door: /^(?:Guests|Apps) can't use this bot\.|^Only members of this workspace can use this bot\./u,
};

describe.concurrent('With RESPONDERS set, each command gets the response that docs/security.md documents', () => {
  const people: readonly (readonly [Standing, string])[] = [
    ['commander', 'dave'],
    ['responder', 'bob'],
    ['member', 'alice'],
    ['stranger', 'guest'],
  ];

  for (const [standing, name] of people)
    story(`for a ${standing}`, async ({ scene }) => {
      const set: Scene = await scene({ env: { RESPONDERS: 'S000ONCALL1' } });
      const channel = await set.declare({ Commander: 'dave' });
      const who: Person = delivered(set, name, channel);
      await set.settled();
      const wrong: string[] = [];
      for (const { command, can } of whoCan().filter((cell) => cell.standing === standing)) {
        // A duplicate is of one that is named, and never of itself; every other command alone changes nothing, or asks in a form.
        const answer = await set.type(
          who,
          command === 'duplicate' ? 'duplicate INC-1' : command,
          channel.name,
        );
        const isLetIn = !Object.values(refusals).some((refusal) => refusal.test(answer));
        if (isLetIn !== can) wrong.push(`${command}: ${answer}`);
      }
      expect(wrong).toEqual([]);
    });
});
