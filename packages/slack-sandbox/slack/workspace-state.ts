import type { MovableClock } from '../clock.ts';
import type { AdminPolicies } from './admin-policies.ts';
import type { CallLog } from './api/call-log.ts';
import type { Faults } from './api/faults.ts';
import type { RateLimiter } from './api/rates.ts';
import type { ChangeNotifier } from './change-notifier.ts';
import type { Dispatcher } from './deliver/dispatcher.ts';
import type { Tickets } from './deliver/tickets.ts';
import type { Timestamps } from './ids.ts';
import type { Settings } from './settings.ts';
import type { Team } from './team.ts';

/** Everything a running workspace consists of. A reset replaces `team`; the rest stays. */
export type WorkspaceState = {
  readonly settings: Settings;
  /** `http://127.0.0.1:<port>`, without a trailing slash. */
  readonly baseUrl: string;
  readonly clock: MovableClock;
  readonly timestamps: Timestamps;
  readonly pulse: ChangeNotifier;
  /** The way to the app: events, commands, interactions. */
  readonly app: Dispatcher;
  readonly tickets: Tickets;
  readonly rates: RateLimiter;
  readonly faults: Faults;
  /** What administrators have decided about the app. */
  readonly rules: AdminPolicies;
  readonly calls: CallLog;
  team: Team;
};

/** The sandbox's time in whole seconds, UTC. */
export function seconds(state: WorkspaceState): number {
  return Math.floor(state.clock.now() / 1000);
}
