import { setTimeout as wait } from 'node:timers/promises';
import { deeds } from './acks.ts';
import { median, mib, ms, type Row } from './figures.ts';
import { Sender } from './sender.ts';
import { type Subject, startSubject } from './subject.ts';

/** Time from start to the first acknowledgement, bot and bare Bolt in turn. `env` is the bot's. */
export async function measureStart(
  slackApiUrl: string,
  env: Readonly<Record<string, string>>,
  rounds: number,
): Promise<Row> {
  const measured = { bot: [] as number[], bare: [] as number[] };
  for (let round = 0; round <= rounds; round += 1) {
    for (const program of ['bot', 'bare'] as const) {
      const subject = await startSubject(program, slackApiUrl, program === 'bot' ? env : {});
      if (round > 0) measured[program].push(subject.readyAfter);
      await subject.stop();
    }
  }
  return {
    what: 'start of the process → first ack',
    ours: ms(median(measured.bot)),
    against: `bare Bolt: ${ms(median(measured.bare))}`,
    ratio: median(measured.bot) / median(measured.bare),
    target: { atMost: 1.5 },
  };
}

/** The number of deeds in an hour at the load's pace: one every second. */
const deedsAnHour = 3_600;
const deedsAMinute = 60;

/** Hours of load; V8 takes what it likes in the first ones, so growth is measured between the middle and the end. */
const longHours = 10;

/**
 * Memory after an hour's load, sent as fast as it's acknowledged, while the clocks move by a second per deed: Slack's
 * limits are per minute, and in three seconds nearly every form of that hour would be refused. Takes the median of
 * `rounds` fresh processes each. Also whether it keeps growing, with one more bot: the engine's memory is a sawtooth,
 * so halves of a long load are compared.
 */
export async function measureMemory(
  start: { readonly bot: () => Promise<Subject>; readonly bare: () => Promise<Subject> },
  incident: number,
  rounds: number,
): Promise<Row[]> {
  const measured = { bot: [] as number[], bare: [] as number[] };
  for (let round = 0; round < rounds; round += 1)
    for (const program of ['bot', 'bare'] as const)
      measured[program].push(...(await load(await start[program](), incident, 1, (round + 1) * 10_000_000)));
  const [bot, bare] = [median(measured.bot), median(measured.bare)];
  const long = await load(await start.bot(), incident, longHours, (rounds + 1) * 10_000_000);
  const [early, late] = [median(long.slice(0, longHours / 2)), median(long.slice(longHours / 2))];
  return [
    {
      what: "memory after an hour's load (3,600 commands, buttons and modals)",
      ours: mib(bot),
      against: `bare Bolt: ${mib(bare)}`,
      ratio: bot / bare,
      target: { atMost: 1.6 },
    },
    {
      what: `memory in the second half of ${longHours} hours' load`,
      ours: mib(late),
      against: `in the first: ${mib(early)}`,
      ratio: late / early,
      target: { atMost: 1.1 },
    },
  ];
}

/**
 * The resident memory after each hour. `first`: where the deeds' numbers start, because Slack gives no number twice.
 * Stops the subject.
 */
async function load(subject: Subject, incident: number, hours: number, first: number): Promise<number[]> {
  const all = deeds(incident);
  let aheadMs = 0;
  const sender = new Sender(subject.port, 4, () => Date.now() + aheadMs);
  const used: number[] = [];
  for (let hour = 0; hour < hours; hour += 1) {
    for (let n = 0; n < deedsAnHour; n += 1) {
      if (n % deedsAMinute === 0) {
        aheadMs += 60_000;
        await subject.setClock(aheadMs);
      }
      const deed = all[n % all.length];
      if (deed) await sender.send(deed.payload(first + hour * deedsAnHour + n));
    }
    // What was sent last is still being worked on; memory is read once it's quiet.
    await wait(2_000);
    used.push(subject.memory());
  }
  await sender.stop();
  await subject.stop();
  return used;
}
