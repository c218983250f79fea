import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { type SimulatedIntercom, startIntercom } from '../../packages/intercom-sandbox/start.ts';
import { median, ms, percentile, type Row } from './figures.ts';
import { type ReceivedCall, startInstantSlack } from './instant-slack.ts';
import { channelOf, seed } from './seed.ts';
import { type Payload, Sender, typedIn } from './sender.ts';
import { startSubject } from './subject.ts';

/** What the rows below mean by many open incidents. */
const many = 100;

/** Fills a database with this many open incidents (at least one), whose checks are all due. The first has number 2. */
async function openIncidents(file: string, count: number): Promise<void> {
  await seed(file, { incidents: count - 1, events: 10, open: count - 1 }, Date.now());
  const db = new Database(file);
  db.exec(`INSERT INTO outbox (incident, key, lane, effect, owed_at, due_at)
    SELECT id, 'check_again:' || id, 'check_again:' || id, '{"type":"check_again"}', 0, 0
      FROM incidents WHERE status NOT IN ('CLOSED', 'CANCELLED')`);
  db.close();
}

/** The settings of a bot on such a database, whose checks repeat at this interval (`2s`). */
const settings = (
  file: string,
  { apiUrl, statusUrl, healthUrl, token }: SimulatedIntercom,
  every: string,
) => ({
  DATABASE_URL: `file:${file}`,
  LOG_LEVEL: 'warn',
  TRIAGE_EVERY: `P1=${every},P2=${every},P3=${every},P4=${every}`,
  INTERCOM_ACCESS_TOKEN: token,
  INTERCOM_API_URL: apiUrl,
  INTERCOM_STATUS_URL: statusUrl,
  HEALTH_CHECK_URL: healthUrl,
});

/** Twelve times as often as the default for the highest severity. */
const checkEvery = '10s';

/**
 * How often Intercom's API is called with a hundred open incidents, and with one, over `seconds` of checks every 10 s.
 */
export async function measureRequests(folder: string, seconds: number): Promise<Row> {
  const asked = async (count: number): Promise<number> => {
    const file = join(folder, `open-${count}.db`);
    await openIncidents(file, count);
    const [slack, intercom] = [await startInstantSlack(), await startIntercom()];
    const bot = await startSubject('bot', slack.apiUrl, settings(file, intercom, checkEvery));
    await wait(20_000);
    const from = intercom.requests.length;
    await wait(seconds * 1_000);
    const requests = intercom.requests.slice(from).filter(({ server }) => server === 'api').length;
    await bot.stop();
    await Promise.all([slack.stop(), intercom.stop()]);
    return requests;
  };
  const [ours, one] = [await asked(many), await asked(1)];
  return {
    what: `requests to Intercom with ${many} open incidents, checks every 10 s`,
    ours: `${ours} in ${seconds} s`,
    against: `with one: ${one}`,
    ratio: ours / one,
    target: { atMost: 1.2 },
  };
}

/** How often the flapping incidents are checked: twice as often as the default for the highest severity. */
const flapEvery = '60s';
const flapEveryMs = 60_000;
/** How often someone changes a severity meanwhile, so that every phase of a flap is covered, ms. */
const changedEveryMs = 10_000;
/** People are no faster than this, ms. */
const betweenMs = 20;
/** How soon people expect to read what their command did, ms. */
const readWithinMs = 5_000;

/** What a person types in the channel of the last incident. */
const typed = (text: string, trigger: string): Payload => typedIn(channelOf(many - 1), text, trigger);

type Lived = { readonly acks: readonly number[]; readonly messages: readonly number[] };

/**
 * One bot's life with a hundred open incidents, whose diagnoses change at every check or which are never checked: how
 * long its acknowledgements take, and how soon a command's message is in Slack, ms.
 */
async function lived(folder: string, name: string, flapping: boolean, flaps: number): Promise<Lived> {
  const file = join(folder, `${name}.db`);
  await openIncidents(file, many);
  const acknowledged: ReceivedCall[] = [];
  const slack = await startInstantSlack((call) => acknowledged.push(call));
  const intercom = await startIntercom();
  const bot = await startSubject(
    'bot',
    slack.apiUrl,
    settings(file, intercom, flapping ? flapEvery : '999d'),
  );
  const sender = new Sender(bot.port, 1);
  for (let n = 0; n < 500; n += 1) await sender.send(typed('note Warm', `warm-${n}`));
  const acks: number[] = [];
  const messages: Promise<number>[] = [];
  const began = performance.now();
  for (let n = 0; performance.now() - began < flaps * flapEveryMs; n += 1) {
    const passed = performance.now() - began;
    const flap = Math.floor(passed / flapEveryMs);
    await intercom.set({ api: flap % 2 === 0 ? 'unavailable' : 'healthy' });
    if (passed >= messages.length * changedEveryMs)
      messages.push(
        messageOf(
          acknowledged,
          sender,
          `${name}-${messages.length}-why`,
          messages.length % 2 === 0 ? 'P3' : 'P2',
        ),
      );
    acks.push(await sender.send(typed(`note Note ${n}`, `${name}-note-${n}`), 'note added to the timeline'));
    await wait(betweenMs);
  }
  const read = await Promise.all(messages);
  await sender.stop();
  await bot.stop();
  await Promise.all([slack.stop(), intercom.stop()]);
  return { acks, messages: read };
}

/** Changes the severity; returns how long until its message is posted, ms, at most a minute. */
async function messageOf(
  acknowledged: readonly ReceivedCall[],
  sender: Sender,
  why: string,
  to: string,
): Promise<number> {
  const began = performance.now();
  await sender.send(typed(`severity ${to} ${why}`, why));
  const posted = () =>
    acknowledged.some(({ method, text }) => method === 'chat.postMessage' && text.includes(why));
  while (!posted() && performance.now() - began < 60_000) await wait(5);
  return performance.now() - began;
}

/** A person's command while a hundred incidents flap, compared with the same while none does. */
export async function measureFlapping(folder: string, rounds: number): Promise<Row[]> {
  const measured = { idle: [] as Lived[], flapping: [] as Lived[] };
  for (let round = 0; round < rounds; round += 1) {
    measured.idle.push(await lived(folder, `idle-${round}`, false, 1));
    measured.flapping.push(await lived(folder, `flapping-${round}`, true, 2));
  }
  const p99 = (lives: readonly Lived[]) => median(lives.map(({ acks }) => percentile(acks, 99)));
  const slowest = Math.max(...measured.flapping.flatMap(({ messages }) => messages));
  const what = `while ${many} incidents flap every ${flapEveryMs / 1_000} s`;
  return [
    {
      what: `slash command that commits (\`note\`) → ack, p99, ${what}`,
      ours: ms(p99(measured.flapping)),
      against: `while none does: ${ms(p99(measured.idle))}`,
      ratio: p99(measured.flapping) / p99(measured.idle),
      target: { atMost: 1.5 },
    },
    {
      what: `slash command → its message in Slack, the slowest, ${what}`,
      ours: ms(slowest),
      against: `what people wait for: ${ms(readWithinMs)}`,
      ratio: slowest / readWithinMs,
      target: { atMost: 1 },
    },
  ];
}
