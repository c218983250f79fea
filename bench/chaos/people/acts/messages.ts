import type { ChannelSnapshot } from '../../../../packages/slack-sandbox/slack/people/snapshots.ts';
import type { Said } from '../expected-state.ts';
import type { Deal, Stage } from '../stage.ts';

/** A message that was marked in this incident and still exists; null if there is none. */
function someMarked({ play, title, random }: Stage, { id }: ChannelSnapshot): Said | null {
  const [first, ...others] = play.ledger.said.filter(
    (one) => one.kind === 'mark' && one.title === title && one.channel === id && !one.deleted,
  );
  return first ? random.pick([first, ...others]) : null;
}

/** What people write and mark in the channel, and what happens to it in Slack. */
export const messageActs = {
  async mark(stage, channel) {
    const { person, play, random } = stage;
    const word = stage.word();
    const message = person.post(channel.name, `seen: ${word}`);
    const said = play.ledger.say('mark', word, stage.title, message);
    person.react(message, 'pushpin');
    said.marks.add('reaction');
    if (random.chance(0.4)) {
      person.pin(message);
      said.marks.add('pin');
    }
    if (random.chance(0.3)) {
      play.ledger.asked += 1;
      await person.shortcut('Add to incident timeline', message);
    }
  },
  async 'edit message'(stage, channel) {
    const said = someMarked(stage, channel);
    if (!said) return;
    const word = stage.word();
    stage.person.edit(said, `seen: ${word}`);
    said.words.push(word);
  },
  async 'delete message'(stage, channel) {
    const said = someMarked(stage, channel);
    if (!said) return;
    stage.person.delete(said);
    said.deleted = true;
  },
  async 'unmark message'(stage, channel) {
    const said = someMarked(stage, channel);
    if (!said) return;
    const { person, random } = stage;
    // Some mark a message that has no mark left.
    if (said.marks.size === 0) {
      person.react(said, 'pushpin');
      said.marks.add('reaction');
      return;
    }
    if (said.marks.delete('reaction')) person.unreact(said, 'pushpin');
    if (random.chance(0.7) && said.marks.delete('pin')) person.unpin(said);
  },
  async request_id(stage, channel) {
    const word = `req_${stage.word()}`;
    const message = stage.person.post(channel.name, `request id: ${word}`);
    stage.play.ledger.say('request_id', word, stage.title, message);
  },
} satisfies Record<string, Deal>;
