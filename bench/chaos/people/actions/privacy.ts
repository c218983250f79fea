import { setTimeout as sleep } from 'node:timers/promises';
import type { ChannelSnapshot } from '../../../../packages/slack-sandbox/slack/people/snapshots.ts';
import type { ActionHandler, IncidentSession } from '../session.ts';

/** How long a person waits for the new channel, ms: after the bot has said that there will be one, and otherwise. */
const promisedWithin = 120_000;
const otherwiseWithin = 8_000;

/** What makes an incident private: people convert its channel, or the bot moves it to a new one. */
export const privacyActions = {
  async 'make private'({ play, person }, channel) {
    if (channel.kind !== 'public') return;
    play.count('channel private');
    person.makePrivate(channel.name);
  },
  async 'go private'(session, channel) {
    const { driver, person, play } = session;
    const before = new Set(play.workspace.channels.map(({ id }) => id));
    const asks = () =>
      person.ephemerals(channel.name).findLast(({ buttons }) => buttons.includes('Make private'));
    const earlier = asks()?.ts;
    await driver.ask('private', channel.name);
    const asked = asks();
    if (!asked || asked.ts === earlier) return;
    const operation = session.begin('go private', 'moved')();
    await driver.click(asked, 'Make private');
    const since = Date.now();
    const patience = () => since + (operation.outcome === 'done' ? promisedWithin : otherwiseWithin);
    while (!play.over() && Date.now() < patience()) {
      const answer = person.ephemerals(channel.name).find(({ ts }) => ts === asked.ts)?.text ?? '';
      if (answer.includes('moves to a private channel')) operation.outcome = 'done';
      const found = newChannel(session, before);
      if (found) return session.moveTo(found);
      await sleep(200);
    }
    session.loseSight();
  },
} satisfies Record<string, ActionHandler>;

/** A private channel of an incident that this person was brought into since; null if there is none. */
function newChannel({ play, person }: IncidentSession, before: ReadonlySet<string>): ChannelSnapshot | null {
  return (
    play.workspace.channels.find(
      ({ id, kind, name, members }) =>
        kind === 'private' && name.startsWith('inc-') && !before.has(id) && members.includes(person.name),
    ) ?? null
  );
}
