import type { ChaosOptions, ChaosResult } from './run.ts';
import type { Violation } from './violation.ts';

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

const byName = ([a]: readonly [string, number], [b]: readonly [string, number]): number => (a < b ? -1 : 1);

/** The figures and every violation, as lines. */
export function report(
  { figures, violations, kept }: ChaosResult,
  { seed, on, bots }: Pick<ChaosOptions, 'seed' | 'on' | 'bots'>,
): string {
  const { faults, worst, operations } = figures;
  const many = (kind: Violation['kind']): number => violations.filter((one) => one.kind === kind).length;
  const rows: readonly (readonly [string, string | number])[] = [
    ['seed', seed],
    ['bots, on', `${bots}, ${on}`],
    ...[...faults].sort(byName),
    ...(figures.takeovers > 0 ? [['takeovers of delivery', figures.takeovers] as const] : []),
    ['incidents', figures.incidents],
    ['commands, submissions and presses', figures.asked],
    [
      'operations acknowledged / refused / unanswered',
      `${operations.done} / ${operations.refused} / ${operations.unknown}`,
    ],
    ['events in the record', figures.events],
    ...[...figures.eventTypes].sort(byName).map(([type, many]) => [`  ${type}`, many] as const),
    ['messages of the bot', figures.messages],
    ['Slack calls', figures.calls],
    ['payloads from Slack', figures.deliveries],
    ['reminders', figures.reminders],
    ['worst lateness of a reminder', seconds(worst.all?.ms ?? 0)],
    ['… beyond the outage', seconds(worst.beyond?.beyondMs ?? 0)],
    ['… until it stood in Slack, beyond the outage', seconds(worst.shown?.beyondMs ?? 0)],
    ['settled after', seconds(figures.settledAfterMs)],
    ['took', seconds(figures.tookMs)],
    ['lost', many('lost')],
    ['twice', many('twice')],
    ['late', many('late')],
    ['stalled', many('stalled')],
    ['posted when untrue', many('untrue')],
    ['record and Slack disagree', many('disagree')],
    ['broken', many('broken')],
  ];
  return [
    ...rows.map(([name, value]) => `${name.padEnd(48)}${value}`),
    ...violations.map(
      ({ kind, incident, what, look }) => `\n${kind.toUpperCase()} ${incident}: ${what}\n  look at: ${look}`,
    ),
    ...(kept ? [`\nThe database and what the bot posted are kept in ${kept}`] : []),
  ].join('\n');
}
