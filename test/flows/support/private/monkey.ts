import type { Entry } from '../../../../packages/slack-sandbox/slack/people/forms/form-values.ts';
import type { Modal } from '../../../../packages/slack-sandbox/slack/people/forms/modal.ts';
import type { Person } from '../../../../packages/slack-sandbox/slack/people/person.ts';
import type { MessageRef } from '../../../../packages/slack-sandbox/slack/people/snapshots.ts';
import { viewIds } from '../../../../src/slack/ids.ts';
import { type Secret, tellsOf } from './secrets.ts';
import type { Tale } from './tale.ts';

/** What someone can type in an incident's channel, each with this word in it wherever there is text. */
export const saidTo = (word: string): readonly [string, ...string[]] => [
  `note ${word} note`,
  `update ${word} update`,
  `title ${word} title: conversations not loading`,
  `impact ${word} impact`,
  `cause ${word} cause`,
  `action ${word} action`,
  'started -25m',
  `link https://${word}.example/page ${word} link`,
  `severity P1 ${word} why`,
  `severity P2 ${word} why`,
  `severity P3 ${word} why`,
  'severity',
  'commander me',
  'commander @bob',
  'commander @carol',
  'commander @alice',
  'role scribe @carol',
  'role scribe @bob',
  'role comms lead @dave',
  'role comms lead none',
  'role',
  'roles',
  'catchup',
  'triage',
  'status',
  'details',
  'timeline',
  'timeline all',
  `edit #2 ${word} edited`,
  `hide #3 ${word} hidden`,
  'restore #3',
  `resolve ${word} fixed`,
  `close ${word} closed`,
  `cancel ${word} cancelled`,
  `reopen ${word} again`,
  `reopen ${word} again`,
  'postmortem',
  `explain ${word}`,
  'support',
  'list',
  'private',
  'adopt',
  `open P1 conversations not loading`,
];

/** Whether a form is of the secret, or shows it. */
export const isOfSecret = (secret: Secret, { privateMetadata, blocks }: Modal): boolean =>
  tellsOf(secret, `${privateMetadata} ${JSON.stringify(blocks)}`);

/** What someone fills into a form: every field for text, in secret words where the form is of the secret and they know of it. */
export function typedWords(tale: Tale, who: Person, form: Modal): Record<string, Entry> {
  const { secret } = tale;
  const isTold = isOfSecret(secret, form);
  const isSecret = isTold && form.callbackId !== viewIds.declare && secret.knownTo(who.name);
  if (isTold && !secret.knownTo(who.name)) return {};
  const texts = form.fields.filter(({ type }) => type === 'plain_text_input');
  const words = (label: string): string =>
    isSecret ? `${secret.word} ${label}` : `Conversations not loading, ${label}`;
  return Object.fromEntries([
    ...texts.map(({ label }) => [label, words(label.toLowerCase())]),
    ...form.fields
      .filter(({ label }) => label === 'Reason')
      .map(({ label, options }) => [label, options[0] ?? '']),
  ]);
}

/** A button that someone sees, by its label and which of several it is. */
type Pressable = {
  readonly where: MessageRef | 'modal' | 'home';
  readonly label: string;
  readonly occurrence: number;
};

/** How far back people scroll, in messages. */
const scrolled = 15;

/** Every button that someone sees: in their form, on their Home tab, in answers to them, and in the channels that they read. */
export function pressable({ set }: Tale, who: Person): Pressable[] {
  const { channels } = set.workspace;
  const reads = channels.filter(({ kind, members }) => kind === 'public' || members.includes(who.name));
  const messages = reads.flatMap((channel) => channel.messages.slice(-scrolled));
  const answers = who.ephemerals().filter(({ channel }) => reads.some(({ id }) => id === channel));
  return [
    ...each('modal', who.modal?.buttons ?? []),
    ...each('home', who.home?.buttons ?? []),
    ...[...messages, ...answers.slice(-scrolled)].flatMap((message) => each(message, message.buttons)),
  ];
}

const each = (where: Pressable['where'], labels: readonly string[]): Pressable[] =>
  labels.map((label, i) => ({
    where,
    label,
    occurrence: labels.slice(0, i + 1).filter((other) => other === label).length,
  }));
