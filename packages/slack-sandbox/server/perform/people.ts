import { Refused } from '../../slack/errors.ts';
import { removeEphemeral } from '../../slack/mutations/ephemerals.ts';
import { channelFor } from '../../slack/people/find-channel.ts';
import type { Person } from '../../slack/people/person.ts';
import { markRead } from '../../slack/people/unread.ts';
import type { WorkspaceState } from '../../slack/workspace-state.ts';
import type { Act, ActAnswer } from '../actions.ts';

/** What people do among themselves: post, react, pin, join, read. */
export type PersonAct = Extract<
  Act,
  {
    do:
      | 'say'
      | 'upload'
      | 'createChannel'
      | 'edit'
      | 'delete'
      | 'react'
      | 'pin'
      | 'join'
      | 'leave'
      | 'makePrivate'
      | 'read';
  }
>;

const done: ActAnswer = { ok: true };

/** Does it as this person. Throws Refused or SlackError if Slack wouldn't let them. */
export function actAsPerson(state: WorkspaceState, person: Person, act: PersonAct): ActAnswer {
  const { user } = person;
  if (act.do === 'createChannel')
    return { ok: true, channel: person.createChannel(act.name, { private: act.isPrivate }).id };
  channelFor(state, user, act.channel);
  switch (act.do) {
    case 'say':
      say(state, person, act);
      return done;
    case 'upload':
      person.upload(act.channel, act.name, Buffer.from(act.content, 'base64'), act.comment);
      return done;
    case 'edit':
      person.edit(act, act.text);
      return done;
    case 'delete':
      if (person.ephemerals(act.channel).some(({ ts }) => ts === act.ts)) removeEphemeral(state, act.ts);
      else person.delete(act);
      return done;
    case 'react':
      if (act.on) person.react(act, act.name);
      else person.unreact(act, act.name);
      return done;
    case 'pin':
      if (act.on) person.pin(act);
      else person.unpin(act);
      return done;
    case 'join':
      person.join(act.channel);
      return done;
    case 'leave':
      person.remove(act.channel);
      return done;
    case 'makePrivate':
      person.makePrivate(act.channel);
      return done;
    case 'read':
      markRead(state, user, channelFor(state, user, act.channel));
      return done;
  }
}

function say(
  state: WorkspaceState,
  person: Person,
  { channel, text, thread }: Extract<Act, { do: 'say' }>,
): void {
  if (text.trim() === '') throw new Refused('There is nothing to send.');
  person.post(channel, text, thread === null ? {} : { thread: { channel, ts: thread } });
  markRead(state, person.user, channelFor(state, person.user, channel));
}
