import type { Deal, Stage } from '../stage.ts';
import { pinned } from '../stage.ts';

/** What moves an incident forward: updates, its severity, its headline lines, its checks. */
export const leadingActs = {
  update: (stage, { name }) => update(stage, () => stage.hands.asks('update', name)),
  async 'update by button'(stage, channel) {
    const headline = pinned(channel);
    if (headline?.buttons.includes('Post update'))
      await update(stage, () => stage.hands.presses(headline, 'Post update'));
  },
  action: (stage, channel) => stage.types('action WORD', channel, /action updated/u, stage.begin('update')),
  title: (stage, channel) => stage.types('title WORD', channel, /the title is now/u, stage.begin('title')),
  link: (stage, channel) =>
    stage.types(
      `link https://docs.example/${stage.word()} WORD`,
      channel,
      /link added to the headline/u,
      stage.begin('link'),
    ),
  async started(stage, { name }) {
    await stage.hands.asks(`started -${stage.random.between(1, 90)}m`, name);
  },
  note: (stage, channel) =>
    stage.types('note WORD', channel, /note added to the timeline/u, stage.begin('note')),
  'note by form': (stage, { name }) =>
    stage.form(
      stage.begin('note'),
      () => stage.hands.asks('note', name),
      (word) => ({ Note: word }),
    ),
  severity: (stage, channel) => {
    const to = stage.random.pick(['P1', 'P2', 'P3', 'P4']);
    return stage.types(`severity ${to} WORD`, channel, /severity changed to/u, stage.begin('severity'));
  },
  async triage(stage, { name }) {
    await stage.hands.asks('triage', name);
  },
  async snooze(stage, channel) {
    const reminder = channel.posts.findLast(({ buttons }) => buttons.includes('Snooze 15 min'));
    if (reminder) await stage.hands.presses(reminder, 'Snooze 15 min');
  },
  async 'make private'({ play, person }, channel) {
    if (channel.kind !== 'public') return;
    play.count('channel private');
    person.makePrivate(channel.name);
  },
} satisfies Record<string, Deal>;

function update(stage: Stage, open: () => Promise<unknown>): Promise<void> {
  const pace = stage.random.between(3, 12) * 1_000;
  const status = stage.random.pick(['INVESTIGATING', 'IDENTIFIED', 'MONITORING']);
  return stage.form(stage.begin('update'), open, (word) => ({
    Status: status,
    Action: word,
    'Next update': new Date(stage.play.now() + pace),
  }));
}
