import { readLocalConfig } from '../../src/config.ts';
import { applyCommand } from '../../src/domain/apply-command.ts';
import type { Command } from '../../src/domain/incident/commands.ts';
import {
  channelIdSchema,
  type IncidentId,
  type Millis,
  messageTsSchema,
  millisSchema,
  userIdSchema,
} from '../../src/domain/incident/ids.ts';
import { type Actor, bot } from '../../src/domain/incident/people/actor.ts';
import { plainText } from '../../src/domain/text/text.ts';
import type { Store } from '../../src/store/store.ts';

const defaults = readLocalConfig({});
if ('problems' in defaults) throw new Error(defaults.problems.join('\n'));

/** The policy that the stories use: the defaults of the settings. */
export const { policy } = defaults.config;

/** The channel of the incident in a story. */
export const storyChannel = 'C0STORY';

const alice: Actor = { kind: 'person', user: userIdSchema.parse('U0ALICE') };

/** What people and the bot do in one incident: `notes` of its events are notes, and it ends open or closed. */
export function story(notes: number, ends: 'open' | 'closed'): readonly { by: Actor; command: Command }[] {
  const channel = channelIdSchema.parse(storyChannel);
  const people: Command[] = [
    {
      type: 'open',
      title: plainText('Conversations not loading'),
      severity: 'P1',
      impact: plainText('Customers see an empty inbox'),
      commander: null,
      firstAlert: null,
    },
    { type: 'assign_commander', user: userIdSchema.parse('U0BOB') },
    { type: 'change_severity', to: 'P2', why: plainText('One region only') },
    {
      type: 'post_update',
      status: 'IDENTIFIED',
      impact: plainText('A third of conversations'),
      cause: plainText('Errors on the REST API'),
      action: plainText('Serving cached conversations'),
      nextUpdateAt: null,
    },
    ...Array.from(
      { length: notes },
      (_, n): Command => ({
        type: 'add_note',
        text: plainText(`Note ${n}: the reply queue holds ${n * 7} messages, 5xx at ${n % 100} %`),
        when: null,
      }),
    ),
  ];
  const facts: Command[] = [
    { type: 'record_channel', channel, name: 'inc-1-conversations-not-loading' },
    { type: 'record_headline', channel, ts: messageTsSchema.parse('1700000000.000100') },
  ];
  const close: Command[] = [
    { type: 'resolve', fix: plainText('Intercom recovered') },
    {
      type: 'close',
      summary: plainText('Intercom answered 503 for half an hour.'),
      rootCause: plainText('An outage of the Intercom REST API'),
      fix: plainText('Intercom recovered'),
      conversationsAffected: 412,
      usersAffected: 97,
      actionItems: [],
    },
  ];
  const [open, ...rest] = people.map((command) => ({ by: alice, command }));
  return [
    ...(open ? [open] : []),
    ...facts.map((command) => ({ by: bot, command })),
    ...rest,
    ...(ends === 'closed' ? close.map((command) => ({ by: alice, command })) : []),
  ];
}

/**
 * Runs a story on a store, a minute per step from `start` (UTC ms). Returns the incident. Throws if a step is refused.
 */
export async function tell(
  store: Store,
  steps: ReturnType<typeof story>,
  start: number,
): Promise<IncidentId> {
  let id: IncidentId | null = null;
  for (const [index, { by, command }] of steps.entries()) {
    const at: Millis = millisSchema.parse(start + index * 60_000);
    const change = await store.change({
      target: id ?? 'new',
      inboxId: null,
      at,
      decide: (number, incident) => applyCommand(number, incident, { command, by, at }, policy),
    });
    if (change.kind !== 'changed' || !change.incident)
      throw new Error(`The story's ${command.type} came to ${change.kind}.`);
    id = change.incident.id;
  }
  if (id === null) throw new Error('The story is empty.');
  return id;
}
