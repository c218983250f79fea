import { existsSync, readFileSync } from 'node:fs';
import { type Deed, deeds } from '../acks.ts';
import { median, ms, perSecond, type Row } from '../figures.ts';
import { Sender } from '../sender.ts';
import { type Subject, startSubject } from '../subject.ts';
import type { BenchServer } from './durable-server.ts';

/** Linux counts a process's time in hundredths of a second. */
const tickMs = 10;
/** How many commands are in flight at any moment. */
const atOnce = 8;
/** How many incidents they are about. */
const rooms = 50;

/** What commands took: processor time of the bots and the database for each, ms, and how many were done in a second. */
type Cost = { readonly each: number; readonly aSecond: number };

/**
 * CPU time per command when two bots share the commands, against one bot alone on a copy of the database, in turn. The
 * database's own counts as well. `last`: the number of the newest of at least fifty open incidents. Each bot gets `warmUps`
 * commands first, or two bots would compile what one compiles once. Returns no rows where Linux doesn't count CPU time.
 */
export async function measureProcessorSeconds(
  server: BenchServer,
  databases: { readonly one: string; readonly two: string },
  slackApiUrl: string,
  last: number,
  { rounds, count, warmUps }: { rounds: number; count: number; warmUps: number },
): Promise<Row[]> {
  if (!existsSync('/proc/self/stat')) return [];
  const env = (url: string) => ({ DATABASE_URL: url, LOG_LEVEL: 'warn' });
  const alone = [await startSubject('bot', slackApiUrl, env(databases.one))];
  const both = [
    await startSubject('bot', slackApiUrl, env(databases.two)),
    await startSubject('bot', slackApiUrl, env(databases.two)),
  ];
  const notes = Array.from({ length: rooms }, (_, n) => noteIn(last - n));
  const measured = { one: [] as Cost[], two: [] as Cost[] };
  await cost(server, alone, notes, { from: 0, count: warmUps });
  await cost(server, both, notes, { from: 0, count: 2 * warmUps });
  for (let round = 0; round < rounds; round += 1) {
    const from = 2 * (warmUps + round * count);
    const one = await cost(server, alone, notes, { from, count });
    const two = await cost(server, both, notes, { from: from + count, count });
    measured.one.push(one);
    measured.two.push(two);
  }
  await Promise.all([...alone, ...both].map((subject) => subject.stop()));
  const [one, two] = [typical(measured.one), typical(measured.two)];
  return [
    {
      what: 'processor time a command, two bots on one PostgreSQL, with its own',
      ours: `${ms(two.each)}, ${perSecond(two.aSecond)}`,
      against: `one bot: ${ms(one.each)}, ${perSecond(one.aSecond)}`,
      ratio: two.each / one.each,
      target: { atMost: 1.1 },
    },
  ];
}

const typical = (costs: readonly Cost[]): Cost => ({
  each: median(costs.map(({ each }) => each)),
  aSecond: median(costs.map(({ aSecond }) => aSecond)),
});

function noteIn(incident: number): Deed {
  const note = deeds(incident).find(({ what }) => what.includes('`note`'));
  if (!note) throw new Error('There is no such deed.');
  return note;
}

/**
 * Sends `count` commands, numbered from `from`, to some bots. Each bot gets two commands on an incident in turn, so half of them
 * follow another bot's.
 */
async function cost(
  server: BenchServer,
  bots: readonly Subject[],
  notes: readonly Deed[],
  { from, count }: { from: number; count: number },
): Promise<Cost> {
  const senders = bots.map(({ port }) => new Sender(port, atOnce));
  const spent = () => bots.reduce((sum, { pid }) => sum + processorMs(pid), processorMsOfAll(server.pid()));
  const [before, began] = [spent(), performance.now()];
  let n = from;
  const line = async () => {
    while (n < from + count) {
      n += 1;
      const note = notes[n % notes.length];
      const visit = Math.floor(n / notes.length);
      const bot = ((visit >> 1) + n) % senders.length;
      if (note) await senders[bot]?.send(note.payload(n), note.says);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, line));
  const [took, used] = [performance.now() - began, spent() - before];
  await Promise.all(senders.map((sender) => sender.stop()));
  return { each: used / count, aSecond: count / (took / 1_000) };
}

/** The fields of /proc/PID/stat after the name, from the third on: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html. */
const statOf = (pid: number): string[] =>
  readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');

const sumOf = (fields: readonly string[]): number =>
  fields.reduce((sum, field) => sum + Number(field), 0) * tickMs;

/** A process's own time, ms. */
const processorMs = (pid: number): number => sumOf(statOf(pid).slice(11, 13));

/** The same with its children's, also of those that have ended. */
function processorMsOfAll(pid: number): number {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
  return (
    sumOf(statOf(pid).slice(11, 15)) + children.reduce((sum, child) => sum + timeOrNone(Number(child)), 0)
  );
}

/** One that ends at this moment counts among those that have ended. */
function timeOrNone(pid: number): number {
  try {
    return processorMs(pid);
  } catch {
    return 0;
  }
}
