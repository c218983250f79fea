import type { Fault, Faults } from '../../slack/api/faults.ts';
import { Refused } from '../../slack/errors.ts';
import type { Outside } from '../screen.ts';

type Kind = { readonly id: string; readonly label: string; readonly about: string } & Pick<
  Fault,
  'method' | 'answer'
>;

/** The trouble that people can give Slack. */
const kinds: readonly Kind[] = [
  {
    id: 'rate_limited',
    label: '429, wait 30 seconds',
    about: 'Slack asks to wait; nothing is done.',
    method: '*',
    answer: { status: 429, retryAfter: 30 },
  },
  {
    id: 'server_error',
    label: '500',
    about: 'Slack fails; nothing is done.',
    method: '*',
    answer: { status: 500 },
  },
  {
    id: 'unavailable',
    label: '503',
    about: 'Slack is down; nothing is done.',
    method: '*',
    answer: { status: 503 },
  },
  {
    id: 'lost_answer',
    label: 'Done, but the answer is lost',
    about: 'The request is carried out and the connection cut instead of an answer.',
    method: '*',
    answer: 'reset_after',
  },
  {
    id: 'reset',
    label: 'Cut before it was done',
    about: 'The connection is cut and nothing is done.',
    method: '*',
    answer: 'reset_before',
  },
  {
    id: 'hang',
    label: 'Never answered',
    about: 'No answer comes, and nothing is done.',
    method: '*',
    answer: 'hang',
  },
  {
    id: 'slow',
    label: 'A slow answer',
    about: 'It is done and answered as ever, 4 seconds late.',
    method: '*',
    answer: { delayMs: 4_000 },
  },
  {
    id: 'missing_scope',
    label: 'missing_scope',
    about: 'The app was not granted what it asks for.',
    method: '*',
    answer: { error: 'missing_scope' },
  },
  {
    id: 'account_inactive',
    label: 'account_inactive',
    about: 'The app was removed from the workspace.',
    method: '*',
    answer: { error: 'account_inactive' },
  },
  {
    id: 'internal_error',
    label: 'internal_error',
    about: 'Slack answers 200 and says that it failed.',
    method: '*',
    answer: { error: 'internal_error' },
  },
  {
    id: 'name_taken',
    label: 'Channel name taken',
    about: 'The next channel cannot be created under its name.',
    method: 'conversations.create',
    answer: { error: 'name_taken' },
  },
  {
    id: 'restricted_action',
    label: 'Posting is restricted',
    about: 'An admin restricts who may post; nothing is said.',
    method: 'chat.postMessage',
    answer: { error: 'restricted_action' },
  },
  {
    id: 'expired_trigger_id',
    label: 'A dialog too late',
    about: 'The app took longer than 3 seconds to open its dialog.',
    method: 'views.open',
    answer: { error: 'expired_trigger_id' },
  },
];

/** The kinds of trouble, and those planned and not yet met. */
export function troubleOf(faults: Faults): Pick<Outside['slack'], 'kinds' | 'planned'> {
  return {
    kinds: kinds.map(({ id, label, about }) => ({ id, label, about })),
    planned: faults.planned.map(({ fault, left }) => {
      const kind = kinds.find(({ id }) => id === fault.name);
      return { id: kind?.id ?? fault.method, label: kind?.label ?? `A fault of ${fault.method}`, left };
    }),
  };
}

/** Plans trouble for so many requests. Throws a sentence when there is no such kind. */
export function planTrouble(faults: Faults, id: string, times: number): void {
  const kind = kinds.find((other) => other.id === id);
  if (kind === undefined) throw new Refused(`There is no trouble "${id}".`);
  faults.add({ name: id, method: kind.method, answer: kind.answer, times });
}
