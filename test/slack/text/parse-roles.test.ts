import { describe, expect, test } from 'vitest';
import { parseCommand } from '../../../src/slack/text/parse-command.ts';

describe('The commander command', () => {
  test.each([
    ['commander <@U024BE7LH|bob>', 'U024BE7LH'],
    ['commander <@U024BE7LH>', 'U024BE7LH'],
    ['commander <@W1>', 'W1'],
    ['Commander   <@U024BE7LH|bob builder>  ', 'U024BE7LH'],
    ['commander <@U024BE7LH|>', 'U024BE7LH'],
    ['commander me', 'me'],
    ['commander @Me', 'me'],
    ['commander myself', 'me'],
  ])('%j', (typed, user) => {
    expect(parseCommand(typed)).toEqual({ kind: 'commander', user });
  });

  test.each([
    ['@bob', '@bob'],
    ['bob', 'bob'],
    ['<@U1|bob> <@U2|eve>', '@bob @eve'],
    ['<@U1|bob> please', '@bob please'],
    ['<!subteam^S1|@oncall>', '@oncall'],
    ['<#C1|general>', '#general'],
    ['<@B1|robot>', '@robot'],
    ['<@u1|bob>', '@bob'],
    ['<!channel>', '@channel'],
  ])('refuses %j and says what to do', (typed, shown) => {
    expect(parseCommand(`commander ${typed}`)).toEqual({
      kind: 'mistake',
      sentence: `"${shown}" isn't one person. Type @ and pick someone from Slack's list.`,
    });
  });
});

describe('The role command', () => {
  test.each([
    ['role', '', null],
    ['role scribe <@U024BE7LH|bob>', 'scribe', 'U024BE7LH'],
    ['role Comms Lead <@U024BE7LH>', 'Comms Lead', 'U024BE7LH'],
    ['role <@U024BE7LH|bob> comms', 'comms', 'U024BE7LH'],
    ['role scribe: <@W1>', 'scribe', 'W1'],
    ['role scribe none', 'scribe', 'nobody'],
    ['role comms lead NOBODY', 'comms lead', 'nobody'],
    ['role comms no one', 'comms', 'nobody'],
    ['role comms', 'comms', null],
    ['role scribe me', 'scribe', 'me'],
    ['role comms lead: @me', 'comms lead', 'me'],
    ['role @me scribe', 'scribe', 'me'],
    ['role scribe myself', 'scribe', 'me'],
    ['role acme', 'acme', null],
    ['role R&amp;D <@U1>', 'R&D', 'U1'],
  ])('%j', (typed, name, user) => {
    expect(parseCommand(typed)).toEqual({ kind: 'role', name, user });
  });

  test('treats commander none as giving up command', () => {
    expect(parseCommand('commander none')).toEqual({ kind: 'commander', user: 'nobody' });
  });

  test.each([
    ['scribe @bob', 'scribe @bob'],
    ['scribe <@U1|bob> <@U2|eve>', 'scribe @bob @eve'],
    ['scribe <!subteam^S1|@oncall>', 'scribe @oncall'],
  ])('refuses %j because it takes one person', (typed, shown) => {
    expect(parseCommand(`role ${typed}`)).toEqual({
      kind: 'mistake',
      sentence: `"${shown}" isn't one person. Type @ and pick someone from Slack's list.`,
    });
  });

  test.each(['<@U1|bob>', 'none', 'me'])('asks which role %j means', (typed) => {
    expect(parseCommand(`role ${typed}`)).toEqual({
      kind: 'mistake',
      sentence: 'Which role? Run `/intercom-incident role <name> @user`.',
    });
  });
});
