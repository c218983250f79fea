import { setTimeout as wait } from 'node:timers/promises';
import { deeds } from './acks.ts';
import { median, mib, ms, type Row } from './figures.ts';
import { Sender } from './sender.ts';
import { type Subject, startSubject } from './subject.ts';

/** Start to the first acknowledgement, bot and bare Bolt in turn. `env` is the bot's. */
export async function measureStart(
  slackApiUrl: string,
  env: Readonly<Record<string, string>>,
  rounds: number,
): Promise<Row> {
  const seen = { bot: [] as number[], bare: [] as number[] };
  for (let round = 0; round <= rounds; round += 1) {
    for (const program of ['bot', 'bare'] as const) {
      const subject = await startSubject(program, slackApiUrl, program === 'bot' ? env : {});
      if (round > 0) seen[program].push(subject.readyAfter);
      await subject.stop();
    }
  }
  return {
    what: 'start of the process → first ack',
    ours: ms(median(seen.bot)),
    against: `bare Bolt: ${ms(median(seen.bare))}`,
    ratio: median(seen.bot) / median(seen.bare),
    target: { atMost: 1.5 },
  };
}

/** An hour as the load's pace has it: a deed every second. */
const deedsAnHour = 3_600;

/** Hours of load; V8 takes what it likes in the first ones, so growth is looked for between the middle and the end. */
const hours = 6;

/** Memory of fresh processes after an hour's load, sent as fast as it is acknowledged, and whether it goes on growing. */
export async function measureMemory(
  start: { readonly bot: () => Promise<Subject>; readonly bare: () => Promise<Subject> },
  incident: number,
): Promise<Row[]> {
  const bot = await load(await start.bot(), incident);
  const bare = await load(await start.bare(), incident);
  const at = (used: readonly number[], hour: number): number => used[hour - 1] ?? Number.NaN;
  return [
    {
      what: "memory after an hour's load (3,600 commands, buttons and modals)",
      ours: mib(at(bot, 1)),
      against: `bare Bolt: ${mib(at(bare, 1))}`,
      ratio: at(bot, 1) / at(bare, 1),
      target: { atMost: 1.6 },
    },
    {
      what: `memory after ${hours} hours' load`,
      ours: mib(at(bot, hours)),
      against: `after ${hours / 2}: ${mib(at(bot, hours / 2))}`,
      ratio: at(bot, hours) / at(bot, hours / 2),
      target: { atMost: 1.1 },
    },
  ];
}

/** The resident memory after each hour. The subject is stopped. */
async function load(subject: Subject, incident: number): Promise<number[]> {
  const all = deeds(incident);
  const sender = new Sender(subject.port, 4);
  const used: number[] = [];
  for (let hour = 0; hour < hours; hour += 1) {
    for (let n = 0; n < deedsAnHour; n += 1) {
      const deed = all[n % all.length];
      if (deed) await sender.send(deed.payload(10_000_000 + hour * deedsAnHour + n));
    }
    // What was sent last is still being worked on; memory is read when it is quiet.
    await wait(2_000);
    used.push(subject.memory());
  }
  await sender.stop();
  await subject.stop();
  return used;
}
