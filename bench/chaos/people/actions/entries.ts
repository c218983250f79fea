import type { ChannelSnapshot } from '../../../../packages/slack-sandbox/slack/people/snapshots.ts';
import type { ActionHandler, IncidentSession } from '../session.ts';
import { leadingActions } from './leading.ts';

/** One of the notes that the timeline shows with their numbers, in the incident's own record; null if there is none. */
async function pickNote(
  session: IncidentSession,
  { name }: ChannelSnapshot,
  asked: string,
): Promise<number | null> {
  const shown = await session.driver.ask(asked, name);
  const hidden = asked === 'timeline all';
  const numbers = shown.split('\n').flatMap((line) => {
    const [, number, isStruck] = /^#(\d+) .*?(~?)Note by /u.exec(line) ?? [];
    return number !== undefined && (isStruck === '~') === hidden ? [Number(number)] : [];
  });
  const [first, ...others] = numbers;
  return first === undefined ? null : session.random.pick([first, ...others]);
}

/** How a person corrects timeline entries: notes, whose words are unique. If there is no note, they write one. */
export const entryActions = {
  async 'edit entry'(session, channel) {
    const number = await pickNote(session, channel, 'timeline');
    if (number === null) return leadingActions.note(session, channel);
    const open = () => session.driver.ask(`edit #${number}`, channel.name);
    await session.submitForm(session.begin('edit', null, number), open, (word) => ({ Text: word }));
  },
  async 'hide entry'(session, channel) {
    const number = await pickNote(session, channel, 'timeline');
    if (number === null) return leadingActions.note(session, channel);
    const begin = session.begin('hide', null, number);
    await session.runCommand(`hide #${number} WORD`, channel, /hidden\. It stays on record/u, begin);
  },
  async 'restore entry'(session, channel) {
    const number = await pickNote(session, channel, 'timeline all');
    if (number === null) return leadingActions.note(session, channel);
    const begin = session.begin('restore', `#${number}`, number);
    await session.runCommand(`restore #${number}`, channel, /restored\.$/u, begin);
  },
} satisfies Record<string, ActionHandler>;
