import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { App, LogLevel } from '@slack/bolt';
import { intercomService } from '../../demo/intercom-service.ts';
import { startIntercom } from '../../packages/intercom-sandbox/start.ts';
import { act } from '../../packages/slack-sandbox/server/actions.ts';
import { startPageServer } from '../../packages/slack-sandbox/server/start.ts';
import { startWorkspace } from '../../packages/slack-sandbox/start-workspace.ts';

/**
 * Plays a long drill against the sandbox with windows connected, and prints the heap after each part: what an hour of
 * calls, deliveries, ephemerals, and refreshes leaves behind. Exit code 1 if the second half adds over 3 MB.
 */
const rounds = 1_200;
const parts = 8;
const mostGrowth = 3;

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

const keep = 500;
const workspace = await startWorkspace({ rateLimits: false, keep });
const intercom = await startIntercom({ keep });
const services = [intercomService(intercom)];
const place = await startPageServer({ workspace, services, port: 0, pageFolder: '/nowhere' });
const app = new App({
  token: workspace.botToken,
  appToken: workspace.appToken,
  socketMode: true,
  logLevel: LogLevel.ERROR,
  clientOptions: { slackApiUrl: workspace.apiUrl },
});
app.action('go', ({ ack }) => ack());
await app.start();
const { client } = app;
const channel = 'C0INCIDENTS';
const people = ['U00000ALICE', 'U000000BOB1', 'U00000CAROL'] as const;

let received = 0;
for (const as of people) {
  const response = await fetch(`${place.url}/live?as=${as}&channel=${channel}&inspect=1`);
  void drain(response);
}

async function drain({ body }: Response): Promise<void> {
  if (body === null) return;
  for await (const chunk of body) received += chunk.length;
}

async function doIt(as: string, what: unknown): Promise<void> {
  const body = JSON.stringify({ as, ...act.parse(what) });
  const headers = { 'content-type': 'application/json' };
  await (await fetch(`${place.url}/act`, { method: 'POST', headers, body })).json();
}

/** What a minute of a drill does to the workspace, except for new messages: those are meant to stay. */
async function round(ts: string, n: number): Promise<void> {
  const as = people[n % people.length] ?? people[0];
  const text = `Round ${n} ${'of a long text '.repeat(40)}`;
  const button = {
    type: 'button' as const,
    text: { type: 'plain_text' as const, text: 'Go' },
    action_id: 'go',
  };
  const blocks = [{ type: 'actions' as const, block_id: 'b', elements: [button] }];
  await client.chat.update({ channel, ts, text, blocks });
  await client.chat.postEphemeral({ channel, user: as, text, blocks });
  await client.views.publish({ user_id: as, view: { type: 'home', blocks } });
  const ref = { channel, ts };
  await doIt(as, { do: 'react', ...ref, name: 'eyes', on: true });
  await doIt(as, { do: 'react', ...ref, name: 'eyes', on: false });
  await doIt(as, { do: 'press', place: { kind: 'message', ...ref }, blockId: 'b', actionId: 'go' });
  await doIt(as, { do: 'advance', ms: 3_000 });
  await (await fetch(`${intercom.apiUrl}/me`)).text();
}

async function heapAfter(): Promise<number> {
  await workspace.idle();
  collect();
  return process.memoryUsage().heapUsed / 1e6;
}

const { ts } = await client.chat.postMessage({ channel, text: 'The headline' });
const heaps: number[] = [];
for (let part = 1; part <= parts; part += 1) {
  for (let n = 0; n < rounds / parts; n += 1) await round(String(ts), n);
  const heap = await heapAfter();
  heaps.push(heap);
  console.log(
    `${part * (rounds / parts) * 8} requests  heap ${heap.toFixed(1)} MB  sent to windows ${(received / 1e6).toFixed(0)} MB`,
  );
}
const growth = (heaps.at(-1) ?? 0) - (heaps[parts / 2 - 1] ?? 0);
console.log(`The second half added ${growth.toFixed(1)} MB.`);
process.exit(growth > mostGrowth ? 1 : 0);
