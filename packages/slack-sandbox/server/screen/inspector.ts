import type { RecordedCall } from '../../slack/api/call-log.ts';
import type { Attempt, Delivery } from '../../slack/deliver/dispatcher.ts';
import type { RingBuffer } from '../../slack/ring-buffer.ts';
import type { WorkspaceState } from '../../slack/workspace-state.ts';
import type { AppUnderTest } from '../app.ts';
import type { Inspector, SeenCall, SeenDelivery } from '../screen.ts';

/** How many calls and how many deliveries are listed: the latest. */
const mostListed = 200;
/** The maximum length of the summary of a call. */
const fewWords = 120;

/** What a developer looks at, newest first. */
export async function showInspector(state: WorkspaceState, app: AppUnderTest): Promise<Inspector> {
  return {
    calls: latest(state.calls.kept, (call, n) => showCall(state, call, n)),
    deliveries: latest(state.app.kept, showDelivery),
    records: await app.records(),
  };
}

function latest<T, Shown>(kept: RingBuffer<T>, show: (item: T, n: number) => Shown): Shown[] {
  const start = Math.max(0, kept.all.length - mostListed);
  return kept.all
    .slice(start)
    .map((item, index) => show(item, kept.first + start + index))
    .reverse();
}

function showCall(state: WorkspaceState, call: RecordedCall, n: number): SeenCall {
  const { method, at, ms } = call;
  return { n, method, at, ms, outcome: outcomeOf(call), about: about(state, call.args) };
}

function outcomeOf({ status, answer, ms }: RecordedCall): string {
  if (status === null) return ms === null ? 'under way' : 'no answer';
  if (typeof answer?.error === 'string') return answer.error;
  return status >= 400 ? String(status) : 'ok';
}

/* Where it goes and what it says: enough to tell calls of one method apart. */
function about(state: WorkspaceState, args: RecordedCall['args']): string {
  const word = (key: string): string => (typeof args[key] === 'string' ? args[key] : '');
  const place = word('channel') || word('channel_id');
  const person = word('user') || word('user_id') || word('users');
  const words = [
    place && `#${state.team.channel(place)?.name || place}`,
    person && `@${state.team.user(person)?.name ?? person}`,
    word('name') || word('title') || word('filename') || word('topic') || word('text') || word('ts'),
  ];
  const all = words.filter((part) => part !== '').join(' ');
  return all.length > fewWords ? `${all.slice(0, fewWords)}…` : all;
}

function showDelivery(delivery: Delivery, n: number): SeenDelivery {
  const { id, kind, type, attempts } = delivery;
  return {
    n,
    id,
    kind,
    type,
    at: attempts[0]?.at ?? null,
    attempts: attempts.length,
    outcome: howItWent(attempts.at(-1)),
    redeliverable: kind === 'events_api',
  };
}

function howItWent(attempt: Attempt | undefined): string {
  const answer = attempt?.answer ?? null;
  if (answer === null) return 'under way';
  return answer.kind === 'refused' ? `refused with ${answer.status}` : answer.kind;
}
