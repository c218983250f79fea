import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { codeIn, root } from './support/imports.ts';

const atOnce = 'whoever gets it awaits it in the same turn';
const never = 'never rejects';

/**
 * Every promise that is declared as kept, or as given to someone else, once it has been started, with why it can't fail unhandled.
 * One in a variable without a type isn't found.
 */
const kept: Readonly<Record<string, string>> = {
  'app/background.ts #refreshing': `${never}: a failure is logged`,
  'app/background.ts #running': `${never}: a failure is logged`,
  'app/delivery/delivery.ts #looking': 'awaited right after its start',
  'app/delivery/parts-of-a-term.ts #all': `${never}: a failure of the parts is logged`,
  'app/delivery/parts-of-a-term.ts ended': `${never}: a failure of the parts is logged`,
  'app/delivery/parts-of-a-term.ts parts': 'a failure is logged',
  'app/looks/spare-time.ts #latest': `${never}: a rest follows whatever happened`,
  'app/shutdown.ts #running': 'returned to whoever stops the bot',
  'app/triage-runner.ts #next': `${never}: what fails is a result`,
  'app/triage-runner.ts #turn': never,
  'app/triage-runner.ts result': `${never}: what fails is a result`,
  'app/watcher.ts #running': `${never}: a failure is logged`,
  'app/with-timeout.ts work': atOnce,
  'app/worker/worker.ts #running': `${never}: a failure becomes an outcome, or is retried`,
  'bot.ts outdated': never,
  'bot.ts ready': 'it says so, and the process awaits it in the same turn',
  'bot/delivering-parts.ts connected': never,
  'bot/lifecycle.ts connected': never,
  'intercom/status-page/status-page.ts actual': 'awaited together with the requests',
  'intercom/triage.ts everything': 'awaited in the same turn',
  'intercom/triage.ts found': 'awaited in the same turn',
  'intercom/triage.ts region': atOnce,
  'main/run.ts asked': never,
  'resilience/stale.ts #loading': 'the one whose load it is awaits it at once',
  'resilience/stale.ts loading': 'the same',
  'slack/access/membership.ts #asking': `${never}: a failure is logged`,
  'slack/access/membership.ts asked': 'the same',
  'slack/access/responders.ts #reading': `${never}: a failure is logged`,
  'slack/api/reply-client.ts #queues': never,
  'slack/api/reply-client.ts answer': 'awaited right after its start, in a race, and again by whoever asked',
  'slack/api/slack-reach.ts #asking': 'awaited right after its start',
  'slack/transport/connect-slack.ts learning': 'awaited right after its start',
  'slack/transport/durable-app.ts #processing': 'returned to the receiver, which catches a failure',
  'slack/transport/slack-socket.ts #closing': never,
  'slack/transport/slack-socket.ts closed': never,
  'slack/transport/slack-socket.ts greeted': 'a failure is handled where it is made',
  'slack/transport/slack-socket.ts leaving': never,
  'slack/transport/socket-connection.ts #stopped': never,
  'store/moving/move.ts work': atOnce,
  'store/postgres/database/asked-together.ts values': 'whoever starts it awaits it at once',
  'store/postgres/database/pool.ts work': atOnce,
  'store/postgres/database/sending.ts answer': 'it becomes the promise of whoever waits for the answer',
  'store/postgres/delivery/own-connection.ts #client': 'whoever starts it awaits it at once',
  'store/postgres/delivery/own-connection.ts client': 'a failure is ignored: the next statement meets it',
  'store/postgres/outbox/settling-together.ts settled': 'it becomes the promise of whoever settles',
  'store/postgres/postgres-store.ts #closed': 'awaited right after its start',
  'store/sqlite/database/transactions.ts work': atOnce,
};

/** A name with a type that holds a promise, which no function returns; or a collection of promises. */
const holder = /(#?\w+)\??: [^=();{},]*\bPromise<|(#?\w+) = new \w+<[^()]*?\bPromise</g;

const holdersIn = (source: string): string[] =>
  [...source.replaceAll(/\/\*\*.*?\*\/|\/\/[^\n]*/gs, '').matchAll(holder)].map(
    ([, name, collection]) => name ?? collection ?? '',
  );

test('every promise that is declared as passed on after its start is listed with why it cannot fail unhandled', () => {
  const found = codeIn('src').flatMap((file) =>
    holdersIn(readFileSync(join(root, 'src', file), 'utf8')).map((name) => `${file} ${name}`),
  );
  expect([...new Set(found)].toSorted()).toEqual(Object.keys(kept).toSorted());
});

test.each([
  ['a field of a type', 'type Reply = { readonly view: ModalView | Promise<ModalView> };', ['view']],
  ['a field of a class', '  #latest: Promise<void> | null = null;', ['#latest']],
  ['a collection', '  readonly #asking = new Map<UserId, Promise<Kind>>();', ['#asking']],
  ['a parameter', 'const waits = (work: Promise<void>) => work;', ['work']],
  ['no function', 'type Reply = { view: () => Promise<ModalView>; stop(): Promise<void> };', []],
  ['no comment', '/** Its result: Promise<void> */', []],
])('the list of promises has %s', (_, source, names) => {
  expect(holdersIn(source)).toEqual(names);
});
