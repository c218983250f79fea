import type { WorkspaceState } from './workspace-state.ts';

/** What is left of a value's type once it's there: not null, undefined, or false. */
export type Truthy<T> = Exclude<T, null | undefined | false>;

const longest = 30_000;

/**
 * Quiet is ten checks in a row with nothing in progress. A check that comes this late (ms) doesn't count: the process was
 * too busy for the app to continue either.
 */
const quietLooks = 10;
const tooLate = 8;

/**
 * Resolves with the value of `read` once it's there. Reads it again after every change in the workspace; while it
 * throws, it isn't there yet. Rejects after 30 s of real time, with what was waited for and the last requests.
 */
export function waitFor<T>(state: WorkspaceState, read: () => T, what: string): Promise<Truthy<T>> {
  return new Promise((resolve, reject) => {
    let failure = '';
    const look = (): void => {
      try {
        const value = read();
        if (isThere(value)) finish(() => resolve(value));
      } catch (error) {
        failure = ` It last failed with: ${String(error)}`;
      }
    };
    const deadline = setTimeout(() => {
      finish(() => reject(new Error(`Waited ${longest / 1000} s for ${what}.${failure}\n${report(state)}`)));
    }, longest);
    const forget = state.pulse.listen(look);
    const finish = (settle: () => void): void => {
      clearTimeout(deadline);
      forget();
      settle();
    };
    look();
  });
}

/** Resolves when nothing has been in progress for as long as the workspace's settings say. Rejects after 30 s of real time. */
export function waitForQuiet(state: WorkspaceState): Promise<void> {
  const betweenLooks = state.settings.quietFor / quietLooks;
  return new Promise((resolve, reject) => {
    let next: NodeJS.Timeout | undefined;
    const look = (calm: number): void => {
      clearTimeout(next);
      if (calm === quietLooks) {
        finish(resolve);
        return;
      }
      const due = performance.now() + betweenLooks;
      next = setTimeout(() => {
        if (isBusy(state)) look(0);
        else look(performance.now() - due > tooLate ? calm : calm + 1);
      }, betweenLooks);
    };
    const deadline = setTimeout(() => {
      finish(() => reject(new Error(`Waited ${longest / 1000} s for quiet.\n${report(state)}`)));
    }, longest);
    const forget = state.pulse.listen(() => look(0));
    const finish = (settle: () => void): void => {
      clearTimeout(next);
      clearTimeout(deadline);
      forget();
      settle();
    };
    look(0);
  });
}

function isBusy(state: WorkspaceState): boolean {
  return state.calls.inFlight > 0 || state.app.underWay > 0 || state.settings.appBusy();
}

function isThere<T>(value: T): value is Truthy<T> {
  return value !== null && value !== undefined && value !== false;
}

function report(state: WorkspaceState): string {
  const calls = state.calls.all
    .slice(-8)
    .map(({ method, status, answer }) => `  ${method} → ${status ?? 'no answer'} ${shortly(answer)}`);
  const open = state.app.deliveries
    .filter((delivery) => delivery.attempts.at(-1)?.answer === null)
    .map((delivery) => `  ${delivery.type} (${delivery.id})`);
  return [
    'The last requests:',
    ...(calls.length > 0 ? calls : ['  none']),
    'Not acknowledged:',
    ...(open.length > 0 ? open : ['  nothing']),
  ].join('\n');
}

function shortly(answer: unknown): string {
  const text = JSON.stringify(answer ?? null);
  return text.length > 160 ? `${text.slice(0, 160)}…` : text;
}
