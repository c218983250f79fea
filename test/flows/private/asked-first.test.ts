import { describe, expect } from 'vitest';
import { facts, lastEphemeral } from '../support/find-messages.ts';
import { privateChannel, saidByBot } from '../support/private.ts';
import { events } from '../support/record.ts';
import { story } from '../support/story.ts';

describe.concurrent('Making an incident private', () => {
  story(
    'is asked about first, as there is no way back, and happens only if that is confirmed',
    async ({ scene }) => {
      const set = await scene();
      const old = await set.declare();
      expect(await set.type(set.alice, 'private', old.name)).toBe(
        "*Make INC-1 private?* It can't become public again.\n" +
          '• It moves to a new private channel with you and everyone who has a role.\n' +
          "• The bot's messages here are deleted; people's messages and this channel's name stay. The announcement is emptied.",
      );
      expect([saidByBot(old).length > 0, events(set, 'made_private')]).toEqual([true, []]);
      await set.alice.click(lastEphemeral(set.alice), 'Make private');
      await set.settled();
      expect(lastEphemeral(set.alice)).toMatchObject({
        text: expect.stringMatching(/^INC-1 moves to a private channel\./u),
        buttons: [],
      });
      expect(facts(privateChannel(set)).title).toContain('[P1]');
    },
  );
});
