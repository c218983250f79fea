import type { Fault, Faults } from '../slack/api/faults.ts';
import { Refused } from '../slack/errors.ts';
import type { Outside } from './screen.ts';

type Kind = { readonly id: string; readonly label: string; readonly about: string } & Pick<
  Fault,
  'method' | 'answer'
>;

/** The faults that people can inject into Slack's API. */
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
    label: 'Done, response lost',
    about: 'Slack performs the request, then drops the connection before responding.',
    method: '*',
    answer: 'reset_after',
  },
  {
    id: 'reset',
    label: 'Dropped before processing',
    about: 'Slack drops the connection; nothing is done.',
    method: '*',
    answer: 'reset_before',
  },
  {
    id: 'hang',
    label: 'No response',
    about: 'Slack never responds; nothing is done.',
    method: '*',
    answer: 'hang',
  },
  {
    id: 'slow',
    label: 'Slow response',
    about: 'Succeeds, 4 seconds late.',
    method: '*',
    answer: { delayMs: 4_000 },
  },
  {
    id: 'missing_scope',
    label: 'missing_scope',
    about: 'The app lacks the scope for the call.',
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
    about: 'Slack returns 200 with an error.',
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
    about: "An admin restricts who can post; the message isn't posted.",
    method: 'chat.postMessage',
    answer: { error: 'restricted_action' },
  },
  {
    id: 'expired_trigger_id',
    label: 'Modal opened too late',
    about: 'The app took longer than 3 seconds to open its modal.',
    method: 'views.open',
    answer: { error: 'expired_trigger_id' },
  },
];

/** The kinds of fault, and those queued that no request has met yet. */
export function shownFaults(faults: Faults): Pick<Outside['slack'], 'kinds' | 'planned'> {
  return {
    kinds: kinds.map(({ id, label, about }) => ({ id, label, about })),
    planned: faults.planned.map(({ fault, left }) => {
      const kind = kinds.find(({ id }) => id === fault.name);
      return { id: kind?.id ?? fault.method, label: kind?.label ?? `A fault of ${fault.method}`, left };
    }),
  };
}

/** Queues a fault for the next `times` requests. Throws a sentence if there is no such kind. */
export function planFault(faults: Faults, id: string, times: number): void {
  const kind = kinds.find((other) => other.id === id);
  if (kind === undefined) throw new Refused(`There's no fault called "${id}".`);
  faults.add({ name: id, method: kind.method, answer: kind.answer, times });
}
