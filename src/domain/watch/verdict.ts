import type { z } from 'zod';
import { type Severity, severities } from '../incident/severity.ts';
import { diagnosisSchema } from '../triage/diagnosis.ts';
import { isIntermittent } from '../triage/intermittent.ts';
import { accessLeaves } from '../triage/leaves/access.ts';
import { intercomLeaves } from '../triage/leaves/intercom.ts';
import { networkLeaves } from '../triage/leaves/network.ts';
import { ourLeaves } from '../triage/leaves/ours.ts';
import { partialLeaves } from '../triage/leaves/partial.ts';
import { unclearLeaves } from '../triage/leaves/unclear.ts';
import { unseenLeaves } from '../triage/leaves/unseen.ts';

/** What monitoring works from. */
export const verdictSchema = diagnosisSchema.pick({
  leaf: true,
  owner: true,
  kind: true,
  severity: true,
  posted: true,
});
export type CheckVerdict = z.infer<typeof verdictSchema>;

/** A verdict without its reasoning. */
export const verdictOf = ({ leaf, owner, kind, severity, posted }: CheckVerdict): CheckVerdict => ({
  leaf,
  owner,
  kind,
  severity,
  ...(posted && { posted }),
});

/** What one check tells monitoring: a problem that people here should know about, none, or nothing certain. */
export type Sign = 'bad' | 'good' | 'unclear';

/**
 * A problem is anything rated P1 to P3, even if it can't be told whose it is. An incident that is posted only for
 * other regions isn't one. A P4 verdict that names an owner says that everything works here; one that names none, or
 * where this bot itself is rejected and so sees little, is neither bad nor good.
 */
export function signOf({ leaf, owner, severity }: Pick<CheckVerdict, 'leaf' | 'owner' | 'severity'>): Sign {
  if (owner === 'nobody') return 'good';
  if (severity === null) return 'unclear';
  if (severity !== 'P4') return 'bad';
  return owner === 'unknown' || botRefused.has(leaf) ? 'unclear' : 'good';
}

/**
 * What a verdict adds for someone who knows an earlier one: another component; whose problem it is; that it's worse;
 * another cause; or an Intercom incident that wasn't posted then.
 */
export type News = 'trouble' | 'owner' | 'worse' | 'cause' | 'posted';

/**
 * What is new in a verdict; null if it's as bad or milder, and says the same or less about whose it is and why. An
 * incident that Intercom posts is one thing, whatever it does here.
 */
export function newsIn(later: CheckVerdict, known: CheckVerdict): News | null {
  const isPostedStill = later.posted !== undefined && isSame(later.posted, known.posted);
  if (!isPostedStill && !sameTrouble(later, known)) return 'trouble';
  if (later.owner !== known.owner && later.owner !== 'unknown') return 'owner';
  if (isWorse(later.severity, known.severity)) return 'worse';
  if (isPostedStill) return null;
  if (!sameCause(later, known)) return 'cause';
  return later.posted ? 'posted' : null;
}

/** Whether two verdicts are about the same problem: one outage wanders over the leaves of one part. */
export function sameTrouble(one: CheckVerdict, other: CheckVerdict): boolean {
  const part = partOf(one);
  return one.leaf === other.leaf || (part !== undefined && part === partOf(other));
}

/** Leaves that an outage wanders over are one cause, even if seen less clearly; elsewhere each kind is its own. */
function sameCause(later: CheckVerdict, known: CheckVerdict): boolean {
  if (!wanders(known)) return later.kind === known.kind;
  return wanders(later) || (later.owner === 'unknown' && known.owner !== 'unknown');
}

/** A posted incident keeps its number when it's renamed; readers of the page's other form keep its title. */
const isSame = (later: Posting, known: Posting | undefined): boolean =>
  later.id === known?.id || later.title === known?.title;
type Posting = NonNullable<CheckVerdict['posted']>;

/** Whether a verdict says that everything works at this moment, even if it comes and goes. */
export const worksNow = ({ leaf, owner }: Pick<CheckVerdict, 'leaf' | 'owner'>): boolean =>
  owner === 'nobody' || isIntermittent(leaf);

/** Whether two verdicts are the same to people; "healthy" is one, in whatever words. */
export const sameVerdict = (
  one: Pick<CheckVerdict, 'leaf' | 'owner'>,
  other: Pick<CheckVerdict, 'leaf' | 'owner'>,
) => one.leaf === other.leaf || (one.owner === 'nobody' && other.owner === 'nobody');

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

/** Only this bot is rejected. */
const botRefused = leaves(
  'bot_token_refused',
  'bot_token_stripped',
  'bot_token_blocked',
  'bot_app_removed',
  'bot_version_refused',
);

const quota = leaves('own_quota', 'shared_quota', 'limit_unclear');
const products = leaves('posted_elsewhere', 'async_posted', 'webhooks_unclear');
const service = leaves(
  'service_down',
  'service_degraded',
  'service_silent',
  'service_unclear',
  'integration_broken',
  'integration_degraded',
  'integration_unclear',
);

/** Parts of the tree that people handle as one; the first part that holds a leaf counts. */
const parts: readonly ReadonlySet<string>[] = [
  quota,
  products,
  service,
  allOf(accessLeaves),
  allOf(networkLeaves),
  allOf(ourLeaves),
  allOf(theirs, unknowns),
];

/** Undefined for a leaf that this version doesn't know. */
const partOf = ({ leaf }: CheckVerdict) => parts.find((part) => part.has(leaf));

/** Intercom's own problems that don't come and go with an API outage. */
const ownCauses = leaves('maintenance', 'auth_posted', 'certificate_lapsed');
const wandering = [quota, products, service, allOf(theirs)];
const wanders = ({ leaf }: CheckVerdict): boolean =>
  !ownCauses.has(leaf) && wandering.some((part) => part.has(leaf));
