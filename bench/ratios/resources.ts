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

/**
 * Memory after an hour's load, sent as fast as it is acknowledged, and whether a second hour makes it grow: its ratio
 * to the first is the second row.
 */
export async function measureMemory(
  subjects: { readonly bot: Subject; readonly bare: Subject },
  incident: number,
): Promise<Row[]> {
  const after = { first: await hour(subjects, incident, 0), second: await hour(subjects, incident, 1) };
  return [
    {
      what: "memory after an hour's load (3,600 commands, buttons and modals)",
      ours: mib(after.first.bot),
      against: `bare Bolt: ${mib(after.first.bare)}`,
      ratio: after.first.bot / after.first.bare,
      target: { atMost: 1.6 },
    },
    {
      what: 'memory after a second hour',
      ours: mib(after.second.bot),
      against: `after the first: ${mib(after.first.bot)}`,
      ratio: after.second.bot / after.first.bot,
      target: { atMost: 1.1 },
    },
  ];
}

async function hour(
  subjects: { readonly bot: Subject; readonly bare: Subject },
  incident: number,
  which: number,
): Promise<{ bot: number; bare: number }> {
  const all = deeds(incident);
  for (const subject of [subjects.bot, subjects.bare]) {
    const sender = new Sender(subject.port, 4);
    for (let n = 0; n < deedsAnHour; n += 1) {
      const deed = all[n % all.length];
      if (deed) await sender.send(deed.payload(10_000_000 + which * deedsAnHour + n));
    }
    await sender.stop();
  }
  // What was sent last is still being worked on; memory is read when it is quiet.
  await wait(2_000);
  return { bot: subjects.bot.memory(), bare: subjects.bare.memory() };
}
