import { setTimeout as wait } from 'node:timers/promises';
import { median, percentile, type Row } from '../figures.ts';
import { startInstantSlack } from '../instant-slack.ts';
import { channelOf } from '../seed.ts';
import { type Payload, Sender, typedIn } from '../sender.ts';
import { type Subject, startSubject } from '../subject.ts';
import { type BenchServer, withClient } from './durable-server.ts';

/** How long nobody may deliver, ms. */
const withinMs = 5_000;
/** When something must have gone wrong, ms. */
const tooLongMs = 20_000;

/** How many pairs of bots are watched at once, and how often each loses its deliverer. */
export type Takeovers = { readonly pairs: number; readonly times: number };

/**
 * The bot that delivers is killed (SIGKILL), a command is given to the other, and the time counts until Slack gets its message.
 * `template`: a database with open incidents, the newest of which is the `incident`th.
 */
export async function measureTakeovers(
  server: BenchServer,
  template: string,
  incident: number,
  { pairs, times }: Takeovers,
): Promise<Row[]> {
  const urls: string[] = [];
  for (let pair = 0; pair < pairs; pair += 1) urls.push(await server.create(`pair_${pair}`, template));
  const each = await Promise.all(urls.map((url) => lossesOf(url, channelOf(incident), times)));
  const took = each.flat();
  const row = (what: string, ours: number): Row => ({
    what: `${what} of ${took.length} takeovers: kill -9 of the bot that delivers → a message of the other's in Slack`,
    ours: seconds(ours),
    against: `what may pass: ${seconds(withinMs)}`,
    ratio: ours / withinMs,
    target: { atMost: 1 },
  });
  return [row('median', median(took)), row('worst', percentile(took, 100))];
}

const seconds = (value: number): string => `${(value / 1_000).toFixed(2)} s`;

/** How long each takeover took, ms, of two bots on a database. */
async function lossesOf(url: string, channel: string, times: number): Promise<number[]> {
  const heard = new Map<string, () => void>();
  const slack = await startInstantSlack(({ text }) => {
    for (const [word, hear] of heard) if (text.includes(word)) hear();
  });
  const start = () => startSubject('bot', slack.apiUrl, { DATABASE_URL: url, LOG_LEVEL: 'warn' });
  let bots: [Subject, Subject] = [await start(), await start()];
  const took: number[] = [];
  for (let n = 0; n < times; n += 1) {
    // Not always at the same moment of the lease.
    await wait((1_000 * n) / times);
    const [deliverer, other] = ordered(bots, await delivererOf(url));
    const word = `lost-${n}`;
    const arrived = new Promise<void>((resolve) => heard.set(word, resolve));
    const began = performance.now();
    await deliverer.kill();
    await give(other, typedIn(channel, `severity P${1 + (n % 2)} ${word}`, word));
    await Promise.race([arrived, wait(tooLongMs)]);
    took.push(performance.now() - began);
    heard.delete(word);
    bots = [other, await start()];
  }
  await Promise.all(bots.map((bot) => bot.stop()));
  await slack.stop();
  return took;
}

async function delivererOf(url: string): Promise<number> {
  const { rows } = await withClient(url, (client) => client.query('SELECT holder FROM delivery'));
  return Number(/process (\d+)$/.exec(String(rows[0]?.holder))?.[1]);
}

function ordered([one, two]: [Subject, Subject], deliverer: number): [Subject, Subject] {
  if (one.pid === deliverer) return [one, two];
  if (two.pid === deliverer) return [two, one];
  throw new Error('Neither of the two bots delivers.');
}

async function give(bot: Subject, payload: Payload): Promise<void> {
  const sender = new Sender(bot.port, 1);
  await sender.send(payload, 'severity changed');
  await sender.stop();
}
