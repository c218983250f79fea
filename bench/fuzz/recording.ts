import type { PayloadKind } from '../../packages/slack-sandbox/slack/deliver/transport.ts';
import type { JsonObject } from '../../packages/slack-sandbox/slack/json.ts';
import type { ChannelSnapshot } from '../../packages/slack-sandbox/slack/people/snapshots.ts';
import type { Workspace } from '../../packages/slack-sandbox/workspace.ts';

/** A payload as Slack sent it while a story was played. */
export type Sample = { readonly kind: PayloadKind; readonly type: string; readonly payload: JsonObject };

/** What was recorded, and the incident that none of its payloads is about. */
export type Recording = {
  readonly samples: readonly Sample[];
  /** IDs that a mutation can put anywhere: people, channels, and the untouched incident's number; not its channel. */
  readonly ids: readonly string[];
};

const command = '/intercom-incident';

async function declare(workspace: Workspace, title: string): Promise<ChannelSnapshot> {
  const alice = workspace.person('alice');
  const known = new Set(workspace.channels.map(({ id }) => id));
  await alice.command(command, 'open');
  await workspace.until(() => alice.modal, 'the declare modal');
  await alice.submit({ Title: title, Severity: 'P1' });
  const opened = () =>
    workspace.channels.find(
      ({ id, kind, pins, messages }) =>
        kind === 'public' && !known.has(id) && pins.length > 0 && messages.some(isDiagnosis),
    );
  return workspace.until(opened, 'the incident channel');
}

const isDiagnosis = ({ text }: { text: string }): boolean => text.startsWith('Whose problem: ');

/**
 * Plays two incidents: the first is left alone; for the second, everything is recorded: commands, buttons, modals, the
 * shortcut, and events.
 */
export async function play(workspace: Workspace): Promise<Recording> {
  await declare(workspace, 'The one that nobody may touch');
  const before = workspace.deliveries.length;
  const channel = await declare(workspace, 'Conversations not loading');
  const alice = workspace.person('alice');
  const headline = () => workspace.until(() => channel.pins[0], 'the headline');
  const type = (text: string) => alice.command(command, text, { in: channel.name });
  const modal = async (label: string, fields: Record<string, string>): Promise<void> => {
    const last = alice.modal?.id;
    await alice.click(await headline(), label);
    await workspace.until(() => alice.modal && alice.modal.id !== last, label);
    await alice.submit(fields);
    await workspace.idle();
  };
  for (const text of [
    '',
    'note Cold cache',
    'severity P2 Fewer',
    'commander <@U000000BOB1>',
    'triage',
    'status',
  ])
    await type(text);
  for (const text of ['timeline', 'list', 'explain 429', 'support', 'help', 'postmortem', 'what is this'])
    await type(text);
  await modal('Post update', { Impact: 'Fewer people', Cause: 'Not known', Action: 'Waiting' });
  await modal('Add note', { Note: 'It was the cache' });
  await modal('Change severity', { Severity: 'P3', Why: 'Over' });
  await alice.click(await headline(), 'Take command');
  await alice.click(await headline(), 'Run triage');
  const message = alice.post(channel.name, 'It failed, see req_0001abcdef');
  await alice.shortcut('Add to incident timeline', message);
  alice.react(message, 'pushpin');
  alice.pin(message);
  await modal('Resolve', { 'What fixed it': 'A restart' });
  await type('reopen It is back');
  await modal('Close', {
    Summary: 'It failed',
    'Root cause': 'A cache',
    'Action items': 'Watch it - bob - soon',
  });
  await type('reopen For the fuzz');
  await workspace.idle();
  const samples = workspace.deliveries
    .slice(before)
    .map(({ kind, type: of, payload }): Sample => ({ kind, type: of, payload }));
  const people = ['alice', 'bob', 'carol', 'dave', 'guest', 'stranger'].map(
    (name) => workspace.person(name).id,
  );
  const places = ['general', 'random', 'incidents'].map((name) => workspace.channel(name).id);
  return { samples, ids: [...people, ...places, channel.id, '1', '2', '1:1', '1:2', 'INC-1', 'INC-2'] };
}
