import { describe, expect } from 'vitest';
import type { Person } from '../../../packages/slack-sandbox/slack/people/person.ts';
import { type Knower, whoKnows } from '../../support/who-knows.ts';
import { remindedOf, until } from '../support/items/reminded.ts';
import { declarePrivately, directly, incidentChannels, tryPrivately } from '../support/private/privately.ts';
import { runProgram } from '../support/program.ts';
import { command, type Scene } from '../support/scene.ts';
import { story } from '../support/story.ts';

/** What each person tries, and whether it told them or gave them anything. A member is in the channel, nobody else is. */
const trials: Readonly<Record<string, (set: Scene, who: Person, channel: string) => Promise<boolean>>> = {
  'see it in `list` or `find`': async (set, who) =>
    (await says(set, who, 'list')) && (await says(set, who, 'find keys')),
  'see it on the Home tab': async (set, who) => {
    who.openHome();
    await set.settled();
    return betrays(who.homeScreen);
  },
  'see it above the Declare form': async (set, who) => {
    await set.opens(who, () => who.command(command, 'open'));
    const shown = betrays(who.screen);
    await who.dismiss();
    return shown;
  },
  'read its `status`, `details`, `timeline`, `roles` or `catchup` by number': async (set, who) => {
    const answers = [];
    for (const word of ['status', 'details', 'timeline', 'roles', 'catchup'])
      answers.push(!isNone(await set.type(who, `${word} INC-1`)));
    return agreed(answers);
  },
  'read its `postmortem` by number': (set, who) => says(set, who, 'postmortem INC-1'),
  'get its postmortem as a file in a direct message': async (set, who) => {
    await set.type(who, 'postmortem INC-1');
    return set.workspace.channels.some(
      ({ kind, members, files }) => kind === 'im' && members.includes(who.name) && files.length > 0,
    );
  },
  'be reminded of an action item of theirs': async (set, who, channel) => {
    const bob = set.workspace.person('bob');
    // Whoever is no member now was given it while they were one.
    const stranger = !set.workspace.channel(channel).members.includes(who.name);
    if (stranger) bob.invite(channel, who.name);
    await set.type(bob, `todo Rotate the keys @${who.name} by 2026-11-24`, channel);
    if (stranger) bob.remove(channel, who.name);
    await until(set, '2026-11-24T23:00:00Z');
    return remindedOf(set, who).length > 0;
  },
  'read of it in the announcement channel, the weekly summary of action items included': async (set) => {
    await until(set, '2026-11-24T23:00:00Z');
    return set.workspace.channel('incidents').posts.some(({ text }) => betrays(text));
  },
  'submit a form that they opened in its channel': async (_, who) =>
    'closed' in (await who.submit({ Note: 'Rotated' })),
  'be given command, a role, or an action item': async (set, who, channel) => {
    const bob = set.workspace.person('bob');
    const answers = [
      await set.type(bob, `commander @${who.name}`, channel),
      await set.type(bob, `role scribe @${who.name}`, channel),
      await set.type(bob, `todo Rotate the keys @${who.name}`, channel),
    ];
    return agreed(answers.map((answer) => !answer.includes("isn't in this incident's private channel")));
  },
};

/** What is tried while Slack opens no channel for it, and what the operator can do. */
const withoutChannel = 'while it has no channel: be told why, and read its `status` by number';
const atTerminal: Readonly<Record<string, readonly string[]>> = {
  'see it in `list` or `find`': ['list'],
  'read its `postmortem` by number': ['postmortem', 'INC-1'],
  'read all that was recorded, with `export`': ['export', 'INC-1'],
};

/** What all of these say. Throws where one says yes and another one no: a cell of the table is true of all. */
function agreed(answers: readonly boolean[]): boolean {
  if (new Set(answers).size > 1) throw new Error(`Some are answered, and some are not: ${answers}.`);
  return answers.every(Boolean);
}

const betrays = (text: string | null): boolean => /INC-1\b|Keys leaked/u.test(text ?? '');
const isNone = (answer: string): boolean => answer.includes("There's no incident INC-1.");
const says = async (set: Scene, who: Person, text: string): Promise<boolean> => {
  const answer = await set.type(who, text);
  return betrays(answer) && !isNone(answer);
};

type Standing = Exclude<Knower, 'operator'>;
const names: Readonly<Record<Standing, string>> = { member: 'bob', declarer: 'alice', other: 'carol' };
const isOfPeople = (who: Knower): who is Standing => who in names;

/** A private incident with bob in its channel, and alice, who declared it, taken out. Each has a form open from before. */
async function takenOut(set: Scene): Promise<string> {
  const { alice, bob } = set;
  const { name } = await declarePrivately(set);
  alice.invite(name, 'bob');
  for (const who of [alice, bob]) await set.opens(who, () => who.command(command, 'note', { in: name }));
  bob.remove(name, 'alice');
  return name;
}

describe.concurrent('For a private incident, docs/security.md documents exactly who can', () => {
  const cells = whoKnows();
  const asked = cells.flatMap(({ what, who, can }) =>
    isOfPeople(who) && can !== null ? [{ what, who, can }] : [],
  );

  for (const what of Object.keys(trials))
    story(what, async ({ scene }) => {
      const set = await scene();
      const channel = await takenOut(set);
      const documented = asked.filter((cell) => cell.what === what);
      const found = [];
      for (const { who } of documented)
        found.push({ what, who, can: await trials[what]?.(set, set.workspace.person(names[who]), channel) });
      expect(found).toEqual(documented);
      expect(documented).not.toEqual([]);
    });

  story(withoutChannel, async ({ scene }) => {
    const set = await scene();
    set.workspace.faults.add({ method: 'conversations.create', answer: { error: 'restricted_action' } });
    await tryPrivately(set);
    expect(incidentChannels(set)).toEqual([]);
    const documented = asked.filter((cell) => cell.what === withoutChannel);
    const found = [];
    for (const { what, who } of documented) {
      const isTold = directly(set, names[who]).some(({ text }) => betrays(text));
      const reads = await says(set, set.workspace.person(names[who]), 'status INC-1');
      found.push({ what, who, can: isTold && reads });
      expect(isTold).toBe(reads);
    }
    expect(found).toEqual(documented);
    expect(documented).toHaveLength(2);
  });

  story('read it at the terminal', async ({ scene }) => {
    const set = await scene();
    await declarePrivately(set);
    for (const args of Object.values(atTerminal)) {
      const { code, output } = await runProgram(set.env, 'cli', ...args);
      expect({ code, betrays: output.includes('Keys leaked') }).toEqual({ code: 0, betrays: true });
    }
    const documented = cells.filter(({ who, can }) => who === 'operator' && can);
    expect(documented.map(({ what }) => what)).toEqual(Object.keys(atTerminal));
  });

  story('do each thing tried here, and nothing else', () => {
    const tried = new Set([...Object.keys(trials), withoutChannel, ...Object.keys(atTerminal)]);
    expect(new Set(cells.map(({ what }) => what))).toEqual(tried);
  });
});
