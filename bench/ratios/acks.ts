import { setTimeout as wait } from 'node:timers/promises';
import { inputActionId } from '../../src/slack/ids.ts';
import type { ModalMemory } from '../../src/slack/views/forms/modal.ts';
import { median, ms, percentile, type Row } from './figures.ts';
import { channelOf } from './seed.ts';
import { type Payload, Sender, typedIn } from './sender.ts';
import type { Subject } from './subject.ts';

/** One kind of thing people do, and what it's compared with. */
export type Deed = {
  readonly what: string;
  /** Its baseline: the name of one of the programs that it's timed with. */
  readonly against: string;
  readonly targets: readonly { readonly p: 50 | 99; readonly atMost: number }[];
  payload(n: number): Payload;
  /** What the bot's acknowledgement contains, '' for nothing at all: so that nothing is timed that wasn't done. */
  readonly says: string;
};

const user = { id: 'U0ALICE', team_id: 'T0BENCH' };
const team = { id: 'T0BENCH', domain: 'bench' };
const nowhere = 'http://127.0.0.1:9/none';

/** The commands, buttons, and modals that are timed; `incident` is the number of an open one. */
export function deeds(incident: number): readonly Deed[] {
  const channel = channelOf(incident - 2);
  const command =
    (text: string) =>
    (n: number): Payload =>
      typedIn(channel, text.replace('#', String(n)), `${text}-${n}`);
  const button = (n: number): Payload => ({
    kind: 'interactive',
    body: {
      type: 'block_actions',
      user,
      team,
      channel: { id: channel, name: 'inc' },
      container: { type: 'message', channel_id: channel, message_ts: '1700000000.000100' },
      message: { ts: '1700000000.000100', text: '' },
      trigger_id: `button-${n}`,
      response_url: nowhere,
      actions: [
        {
          type: 'button',
          action_id: 'post_update',
          block_id: 'buttons',
          value: String(incident),
          action_ts: `${1_700_000_000 + n}.000000`,
        },
      ],
    },
  });
  const modal = (n: number): Payload => ({
    kind: 'interactive',
    body: {
      type: 'view_submission',
      user,
      team,
      trigger_id: `modal-${n}`,
      view: {
        id: `V${n}`,
        hash: `h${n}`,
        type: 'modal',
        callback_id: 'note',
        private_metadata: JSON.stringify({ incident, channel } satisfies ModalMemory),
        blocks: [{ type: 'input', block_id: 'note' }],
        state: { values: { note: { [inputActionId]: { type: 'plain_text_input', value: `Note ${n}` } } } },
      },
    },
  });
  const quick = [
    { p: 50, atMost: 1.3 },
    { p: 99, atMost: 1.5 },
  ] as const;
  const commits = [{ p: 99, atMost: 1.5 }] as const;
  return [
    {
      what: 'slash command that opens a modal → ack',
      against: 'bare Bolt',
      targets: quick,
      payload: command('update'),
      says: '',
    },
    {
      what: 'slash command answered in the ack (`status`)',
      against: 'bare Bolt',
      targets: quick,
      payload: command('status'),
      says: `INC-${incident}`,
    },
    { what: 'button → ack', against: 'bare Bolt', targets: quick, payload: button, says: '' },
    {
      what: 'slash command that commits (`note`) → ack',
      against: 'bare Bolt and one raw commit',
      targets: commits,
      payload: command('note Note #'),
      says: 'note added to the timeline',
    },
    {
      what: 'modal submitted → committed and acked',
      against: 'bare Bolt and one raw commit',
      targets: commits,
      payload: modal,
      says: '',
    },
  ];
}

/** People are no faster than this; whatever a deed causes afterwards is done by then, ms. */
const betweenMs = 4;

/** The target after an upgrade, which is rare, but people have incidents then too. */
const duringUpgrade = [{ p: 99, atMost: 2 }] as const;

/** How long each acknowledgement took, ms. */
type Measured = { readonly ours: number[]; readonly theirs: number[] };

/** The programs whose acknowledgements are timed: the bot, and each baseline by its name. */
type Timed = { readonly bot: Subject; readonly baselines: Readonly<Record<string, Subject>> };

type Count = { readonly rounds: number; readonly count: number; readonly warmUps?: number };

/**
 * Times every deed on the bot and its baseline in turn, so that the machine's noise affects both alike: `rounds` rounds
 * of `count` each, of which the median percentile counts. Beforehand, `warmUps` of each deed warm both up: while the
 * engine is still compiling, its threads take the processor from the one that is timed.
 */
export async function measureAcks(
  { bot, baselines }: Timed,
  all: readonly Deed[],
  { rounds, count, warmUps = 2_000 }: Count,
): Promise<Row[]> {
  const ours = new Sender(bot.port, 1);
  const theirs = new Map(Object.entries(baselines).map(([name, { port }]) => [name, new Sender(port, 1)]));
  let n = 0;
  const round = async (deed: Deed): Promise<Measured> => {
    const measured: Measured = { ours: [], theirs: [] };
    for (let turn = 0; turn < count; turn += 1) {
      n += 1;
      measured.ours.push(await ours.send(deed.payload(n), deed.says));
      await wait(betweenMs);
      measured.theirs.push((await theirs.get(deed.against)?.send(deed.payload(n))) ?? Number.NaN);
      await wait(betweenMs);
    }
    return measured;
  };
  for (const deed of all)
    for (let turn = 0; turn < warmUps; turn += 1) {
      n += 1;
      await ours.send(deed.payload(n), deed.says);
      for (const sender of theirs.values()) await sender.send(deed.payload(n));
    }
  const rows: Row[] = [];
  for (const deed of all) {
    const measured: Measured[] = [];
    while (measured.length < rounds) measured.push(await round(deed));
    rows.push(...rowsOf(deed, measured));
  }
  await Promise.all([ours, ...theirs.values()].map((sender) => sender.stop()));
  return rows;
}

/**
 * The same for the deeds that commit, while the bot fills its index and tallies from an older version's database. Stops the
 * bot.
 */
export async function measureAcksAfterUpgrade(
  timed: Timed,
  all: readonly Deed[],
  count: Count,
): Promise<Row[]> {
  const committing = all
    .filter(({ against }) => against === 'bare Bolt and one raw commit')
    .map((deed) => ({ ...deed, what: `${deed.what}, while an upgrade is taken in`, targets: duringUpgrade }));
  const rows = await measureAcks(timed, committing, count);
  await timed.bot.stop();
  return rows;
}

function rowsOf(deed: Deed, measured: readonly Measured[]): Row[] {
  return deed.targets.map(({ p, atMost }) => {
    const ours = median(measured.map((round) => percentile(round.ours, p)));
    const theirs = median(measured.map((round) => percentile(round.theirs, p)));
    return {
      what: `${deed.what}, p${p}`,
      ours: ms(ours),
      against: `${deed.against}: ${ms(theirs)}`,
      ratio: ours / theirs,
      target: { atMost },
    };
  });
}
