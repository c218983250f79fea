import type { ChannelSnapshot } from '../../../../packages/slack-sandbox/slack/people/snapshots.ts';
import type { Deal, Stage } from '../stage.ts';
import { leadingActs } from './leading.ts';

/** One of the notes that the timeline shows with their numbers, in the incident's own record; null if there is none. */
async function someNote(stage: Stage, { name }: ChannelSnapshot, asked: string): Promise<number | null> {
  const shown = await stage.hands.asks(asked, name);
  const struck = asked === 'timeline all';
  const numbers = shown.split('\n').flatMap((line) => {
    const [, number, isStruck] = /^#(\d+) .*?(~?)Note by /u.exec(line) ?? [];
    return number !== undefined && (isStruck === '~') === struck ? [Number(number)] : [];
  });
  const [first, ...others] = numbers;
  return first === undefined ? null : stage.random.pick([first, ...others]);
}

/** How a person corrects timeline entries: notes, whose words are unique. If there is no note, they write one. */
export const entryActs = {
  async 'edit entry'(stage, channel) {
    const number = await someNote(stage, channel, 'timeline');
    if (number === null) return leadingActs.note(stage, channel);
    const open = () => stage.hands.asks(`edit #${number}`, channel.name);
    await stage.form(stage.begin('edit', null, number), open, (word) => ({ Text: word }));
  },
  async 'hide entry'(stage, channel) {
    const number = await someNote(stage, channel, 'timeline');
    if (number === null) return leadingActs.note(stage, channel);
    const begin = stage.begin('hide', null, number);
    await stage.types(`hide #${number} WORD`, channel, /hidden\. It stays on record/u, begin);
  },
  async 'restore entry'(stage, channel) {
    const number = await someNote(stage, channel, 'timeline all');
    if (number === null) return leadingActs.note(stage, channel);
    const begin = stage.begin('restore', `#${number}`, number);
    await stage.types(`restore #${number}`, channel, /restored\.$/u, begin);
  },
} satisfies Record<string, Deal>;
