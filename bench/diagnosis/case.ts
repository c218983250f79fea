import type { ProxyMode } from '../../packages/intercom-sandbox/proxy.ts';
import type { Change } from '../../packages/intercom-sandbox/start.ts';
import type { Severity } from '../../src/domain/incident/severity.ts';
import type { Owner } from '../../src/domain/triage/diagnosis.ts';
import type { PastCheck, Region } from '../../src/domain/triage/observation.ts';
import type { StepId } from '../../src/domain/triage/steps.ts';

/**
 * Which certificate a server shows: a public authority's that is valid, expired, or for another host; a company's own
 * authority's, valid or expired; or a self-signed one. `plain`: no TLS at all. `broken`: the handshake is cut off.
 */
export type Shown =
  | 'good'
  | 'expired'
  | 'wrong_name'
  | 'company'
  | 'company_expired'
  | 'self_signed'
  | 'plain'
  | 'broken';

/** A state of the world: Intercom's API, its status page, our health endpoint, and the network between. */
export type World = {
  api?: Change['api'];
  status?: Change['status'];
  health?: Change['health'];
  /** Where the workspace is, and where this bot believes it is. Both `us` unless set. */
  region?: Region;
  configured?: Region;
  /** What this bot wasn't given, or was given wrongly. `page`: the status page's address is unusable. */
  without?: readonly ('token' | 'health' | 'page' | 'api')[];
  /** The bot's token, if it isn't the good one. */
  token?: string;
  /** With TLS rather than in plain text. */
  tls?: { api?: Shown; status?: Shown; health?: Shown };
  /** Names that no resolver knows, under `.invalid`. */
  noName?: readonly ('api' | 'status')[];
  /** How long the resolver takes for the API's name, in ms. */
  slowNames?: number;
  /** Connections to the API are neither accepted nor refused. */
  blackHole?: boolean;
  /** Both hosts are behind an HTTPS proxy, with names that only it knows. */
  proxy?: ProxyMode | 'unreachable';
};

/** The right diagnosis. `action` is the step to start with, or the one after it. */
export type Verdict = { owner: Owner; kind: string; severity: Severity | null; action: StepId };

/** A labeled world. `because`: why the label is right, as a senior on-call engineer would argue. */
export type Case = {
  name: string;
  world: World;
  history?: readonly PastCheck[];
  right: Verdict;
  because: string;
};

/** Writes a label on one line. */
export const verdict = (owner: Owner, kind: string, severity: Severity | null, action: StepId): Verdict => ({
  owner,
  kind,
  severity,
  action,
});
