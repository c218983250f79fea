import { type Severity, severities } from './severity.ts';
import type { Diagnosis } from './triage/diagnosis.ts';
import { accessLeaves } from './triage/leaves/access.ts';
import { intercomLeaves } from './triage/leaves/intercom.ts';
import { networkLeaves } from './triage/leaves/network.ts';
import { ourLeaves } from './triage/leaves/ours.ts';
import { partialLeaves } from './triage/leaves/partial.ts';
import { unclearLeaves } from './triage/leaves/unclear.ts';
import { unseenLeaves } from './triage/leaves/unseen.ts';

/** What the watch goes by. */
export type Verdict = Pick<Diagnosis, 'leaf' | 'owner' | 'severity'>;

/** What one check says to the watch: trouble that people here should know of, none, or nothing that can be told. */
export type Sign = 'bad' | 'good' | 'unclear';

/**
 * Trouble is what is rated P1 to P3, also where it cannot be told whose it is. What is posted for other regions only is
 * nobody's. A P4 verdict that names an owner says that all works here; one that names none, or where this bot itself is
 * refused and so sees little, is neither bad nor good.
 */
export function signOf({ leaf, owner, severity }: Verdict): Sign {
  if (owner === 'nobody') return 'good';
  if (severity === null) return 'unclear';
  if (severity !== 'P4') return 'bad';
  return owner === 'unknown' || botRefused.has(leaf) ? 'unclear' : 'good';
}

/** Whether two verdicts tell of the same trouble: one outage wanders over the leaves of one part. */
export function sameTrouble(one: Verdict, other: Verdict): boolean {
  const part = partOf(one);
  return one.leaf === other.leaf || (part !== undefined && part === partOf(other));
}

/** Whether a severity is worse than another one; any is worse than none. */
export const isWorse = (one: Severity | null, than: Severity | null): boolean => rank(one) < rank(than);

const rank = (severity: Severity | null): number =>
  severity === null ? severities.length : severities.indexOf(severity);

const unknowns = { ...unclearLeaves, ...unseenLeaves };
const ours = { ...accessLeaves, ...networkLeaves, ...ourLeaves };
const theirs = { ...intercomLeaves, ...partialLeaves };
type LeafId = keyof typeof unknowns | keyof typeof ours | keyof typeof theirs;

const leaves = (...ids: LeafId[]): ReadonlySet<string> => new Set(ids);
const allOf = (...groups: object[]): ReadonlySet<string> => new Set(groups.flatMap(Object.keys));

/** This bot alone is refused. */
const botRefused = leaves(
  'bot_token_refused',
  'bot_token_stripped',
  'bot_token_blocked',
  'bot_app_removed',
  'bot_version_refused',
);

/** What people look after as one; the first part that holds a leaf counts. */
const parts: readonly ReadonlySet<string>[] = [
  leaves('own_quota', 'shared_quota', 'limit_unclear'),
  leaves('posted_elsewhere', 'async_posted', 'webhooks_unclear'),
  leaves(
    'service_down',
    'service_degraded',
    'service_silent',
    'service_unclear',
    'integration_broken',
    'integration_degraded',
    'integration_unclear',
  ),
  allOf(accessLeaves),
  allOf(networkLeaves),
  allOf(ourLeaves),
  allOf(theirs, unknowns),
];

/** Undefined for a leaf that this version does not know. */
const partOf = ({ leaf }: Verdict) => parts.find((part) => part.has(leaf));
