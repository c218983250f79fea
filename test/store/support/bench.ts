import type { IncidentId } from '../../../src/domain/incident/ids.ts';
import type { Store } from '../../../src/store/store.ts';

/** An empty store of a test's own, and what only its engine can do to it. */
export type Bench = {
  readonly store: Store;
  /** The same data for a new process, which remembers nothing. The store before it is closed. */
  restart(): Promise<Store>;
  /** Replaces a stored event by one that looks like nothing this version knows. `body` is JSON. */
  plantEvent(incident: IncidentId, seq: number, body: string): Promise<void>;
  /** The same for an owed effect. */
  plantEffect(key: string, body: string): Promise<void>;
  /** Makes an incident one that isn't in the index of words yet, and has no words there. */
  unindex(incident: IncidentId): Promise<void>;
};

/** What the conformance suite is run with; a bench is cleared away when its test ends. */
export type Engine = { readonly name: string; bench(): Promise<Bench> };
