import type { ProxyMode } from '../../packages/intercom-sandbox/proxy.ts';
import type { Change } from '../../packages/intercom-sandbox/start.ts';
import type { Severity } from '../../src/domain/incident/severity.ts';
import type { Owner } from '../../src/domain/triage/diagnosis.ts';
import type { PastCheck, Region } from '../../src/domain/triage/observation.ts';
import type { StepId } from '../../src/domain/triage/steps.ts';

/**
 * Whose certificate a server shows: one of a public authority that is good, out of date, or for another host; one of a
 * company's own authority, good or out of date; one that vouches for itself. `plain`: no TLS at all. `broken`: the
 * handshake is cut off.
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
  /** Where the workspace is, and where this bot believes it to be. Both `us` unless named. */
  region?: Region;
  configured?: Region;
  /** What this bot was not given, or wrongly. `page`: the address of the status page is unusable. */
  without?: readonly ('token' | 'health' | 'page' | 'api')[];
  /** The bot's token, where it is not the good one. */
  token?: string;
  /** By TLS rather than in plain text. */
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

/** What is right to say. `action` is the step to begin with, or the one after it. */
export type Verdict = { owner: Owner; kind: string; severity: Severity | null; action: StepId };

/** A labelled world. `because`: why the label is right, as a senior on-call engineer would argue. */
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
