import type { World } from './world.ts';

/** What is left of a value once it is there: not null, undefined or false. */
export type Truthy<T> = Exclude<T, null | undefined | false>;

const longest = 10_000;
const quiet = 50;

/**
 * The value of `read` once it is there. It is read again after every change in the workspace; while it throws,
 * it is not there yet. Rejects after 10 s of real time, with what was waited for and the last requests.
 */
export function waitFor<T>(world: World, read: () => T, what: string): Promise<Truthy<T>> {
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
      finish(() => reject(new Error(`Waited ${longest / 1000} s for ${what}.${failure}\n${report(world)}`)));
    }, longest);
    const forget = world.pulse.listen(look);
    const finish = (settle: () => void): void => {
      clearTimeout(deadline);
      forget();
      settle();
    };
    look();
  });
}

/** Resolves when nothing was under way for 50 ms of real time. Rejects after 10 s. */
export function waitForQuiet(world: World): Promise<void> {
  return new Promise((resolve, reject) => {
    let calm: NodeJS.Timeout | undefined;
    const look = (): void => {
      clearTimeout(calm);
      if (world.calls.inFlight > 0 || world.app.underWay > 0) return;
      calm = setTimeout(() => finish(resolve), quiet);
    };
    const deadline = setTimeout(() => {
      finish(() => reject(new Error(`Waited ${longest / 1000} s for quiet.\n${report(world)}`)));
    }, longest);
    const forget = world.pulse.listen(look);
    const finish = (settle: () => void): void => {
      clearTimeout(calm);
      clearTimeout(deadline);
      forget();
      settle();
    };
    look();
  });
}

function isThere<T>(value: T): value is Truthy<T> {
  return value !== null && value !== undefined && value !== false;
}

function report(world: World): string {
  const calls = world.calls.all
    .slice(-8)
    .map(({ method, status, answer }) => `  ${method} → ${status ?? 'no answer'} ${shortly(answer)}`);
  const open = world.app.deliveries
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
