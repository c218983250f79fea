import type { ChannelSnapshot } from '../../../../packages/slack-sandbox/slack/people/snapshots.ts';
import type { PersonMessage } from '../expected-state.ts';
import type { ActionHandler, IncidentSession } from '../session.ts';

/** A message that was marked in this incident and still exists; null if there is none. */
function pickMarked({ play, title, random }: IncidentSession, { id }: ChannelSnapshot): PersonMessage | null {
  const [first, ...others] = play.expected.messages.filter(
    (one) => one.kind === 'mark' && one.title === title && one.channel === id && !one.deleted,
  );
  return first ? random.pick([first, ...others]) : null;
}

/** What people write and mark in the channel, and what happens to it in Slack. */
export const messageActions = {
  async mark(session, channel) {
    const { person, play, random } = session;
    const word = session.word();
    const message = person.post(channel.name, `seen: ${word}`);
    const marked = play.expected.addMessage('mark', word, session.title, message);
    person.react(message, 'pushpin');
    marked.marks.add('reaction');
    if (random.chance(0.4)) {
      person.pin(message);
      marked.marks.add('pin');
    }
    if (random.chance(0.3)) {
      play.expected.requests += 1;
      await person.shortcut('Add to incident timeline', message);
    }
  },
  async 'edit message'(session, channel) {
    const marked = pickMarked(session, channel);
    if (!marked) return;
    const word = session.word();
    session.person.edit(marked, `seen: ${word}`);
    marked.words.push(word);
  },
  async 'delete message'(session, channel) {
    const marked = pickMarked(session, channel);
    if (!marked) return;
    session.person.delete(marked);
    marked.deleted = true;
  },
  async 'unmark message'(session, channel) {
    const marked = pickMarked(session, channel);
    if (!marked) return;
    const { person, random } = session;
    // Some mark a message that has no mark left.
    if (marked.marks.size === 0) {
      person.react(marked, 'pushpin');
      marked.marks.add('reaction');
      return;
    }
    if (marked.marks.delete('reaction')) person.unreact(marked, 'pushpin');
    if (random.chance(0.7) && marked.marks.delete('pin')) person.unpin(marked);
  },
  async request_id(session, channel) {
    const word = `req_${session.word()}`;
    const message = session.person.post(channel.name, `request id: ${word}`);
    session.play.expected.addMessage('request_id', word, session.title, message);
  },
} satisfies Record<string, ActionHandler>;
